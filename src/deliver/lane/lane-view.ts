import { happenedAt } from '../../vi/episode.ts';
import { entryOf } from './drafting.ts';
import type { Lane } from './lane-state.ts';
import { capacity, shortest, type Use } from '../capacity.ts';
import { earliest, pace } from '../limits.ts';
import type { Dirty, Item, LaneView, Slot } from '../next-move.ts';
import { limitReached } from '../told.ts';
import type { Asked } from '../rooms.ts';

/** Whether every rule that wants this told has told as much as its limit allows. */
function isLimited(lane: Lane, item: Item): boolean {
  const now = lane.deps.clock.now();
  const { name } = lane.channel;
  return item.rules.every((rule) => limitReached(rule, name, lane.deps.told, now));
}

/** The limited events of one rule: each rule's rest goes into a digest of its own. */
function oneRule(limited: readonly Item[]): readonly Item[] {
  const rule = limited[0]?.rules[0]?.name;
  return limited.filter((item) => item.rules[0]?.name === rule);
}

const dirtyOf = (lane: Lane): readonly Dirty[] =>
  lane.state.living
    .dirty()
    .flatMap(({ messageId, dirtySince, draft }) =>
      dirtySince === undefined
        ? []
        : [{ messageId, since: dirtySince, digest: draft.entries.length > 1 }],
    );

const usefulLeft = (lane: Lane, items: readonly Item[]): number => {
  const [oldest] = items;
  if (oldest === undefined) return lane.destination.usefulFor;
  return happenedAt(oldest.event) + lane.destination.usefulFor - lane.deps.clock.now();
};

/** Since when the first of these waits, on the monotonic clock; a clock set back makes it no later. */
const waitsSince = (lane: Lane, [first]: readonly Item[], now: number): number =>
  first === undefined ? now : now - Math.max(0, lane.deps.clock.now() - first.event.heardAt);

/** No digest lists more: of the shortest lines so many are longer than any chat's message. */
const MOST_LISTED = 300;

/** What a slot is in the channel's windows. */
const SLOTS: Readonly<Record<Slot, { readonly op: 'post' | 'edit'; readonly use: Use }>> = {
  alert: { op: 'post', use: 'alert' },
  reply: { op: 'post', use: 'reply' },
  edit: { op: 'edit', use: 'edit' },
  extra: { op: 'post', use: 'edit' },
};

/** The least ms that what waits here takes; more than its useful time cannot be told. */
function backlogOf({ channel, destination, state }: Lane): number {
  const { post } = channel.limits;
  const waiting = state.items.length + state.texts.length + state.extras.length;
  return shortest(post, 'alert', Math.min(waiting, capacity(post, 'alert', destination.usefulFor)));
}

/** What a lane asks for whose next move waits for this slot. */
export const askedFor = (lane: Lane, slot: Slot): Asked => ({
  windows: lane.channel.limits[SLOTS[slot].op],
  use: SLOTS[slot].use,
  backlog: backlogOf(lane),
  servedAt: lane.state.lastPostAt,
});

/** The lane as of now, for `nextMove`. */
export function viewOf(lane: Lane): LaneView {
  const { channel, deps, state } = lane;
  const now = deps.clock.elapsed();
  const over = new Set(state.items.filter((item) => isLimited(lane, item)));
  const items = state.items.filter((item) => !over.has(item));
  const limited = oneRule([...over]);
  const { post } = channel.limits;
  const opens = (slot: Slot): number =>
    earliest(deps.limits, channel.limits[SLOTS[slot].op], SLOTS[slot].use, now);
  return {
    now,
    items,
    itemsSince: waitsSince(lane, items, now),
    limited,
    limitedSince: waitsSince(lane, limited, now),
    expired: state.expired,
    expiredAt: state.expiredAt,
    againAt: state.again?.notBefore,
    extras: state.extras.length > 0,
    textSince: state.texts[0]?.since,
    dirty: dirtyOf(lane),
    slot: {
      alert: opens('alert'),
      reply: opens('reply'),
      edit: opens('edit'),
      extra: opens('extra'),
    },
    pace: pace(deps.limits, post, 'alert', now),
    lastPostAt: state.lastPostAt,
    trip: state.trip,
    capacity: capacity(post, 'alert', Math.max(usefulLeft(lane, items), 1)),
    digestAfter: lane.digestAfter,
    digests: lane.destination.tell.digest !== 'off',
    fits: (some) => lane.fits(some.slice(0, MOST_LISTED).map(entryOf)),
  };
}
