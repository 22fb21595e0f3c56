import type { Subjects } from '../alert/draft.ts';
import { addDays, dayOf } from '../vi/kst.ts';
import { accept, circumstancesOf, type Accepted, type Heard, type Planning } from './accept.ts';
import type { Dispatch, DispatchOptions, Outlet, Writer } from './dispatch-state.ts';
import { runLane, type RunningLane } from './lane/lane.ts';
import type { Lane, LaneDeps, LaneOptions, LaneState } from './lane/lane-state.ts';
import { createLimits } from './limits.ts';
import type { Item } from './next-move.ts';
import { handOver } from './lane/hand-over.ts';
import { forgetLiving } from './lane/living.ts';
import type { Destination } from './plan.ts';
import { notify } from './notify.ts';
import { createRegistry } from './registry.ts';
import { restore } from './restore.ts';
import { countsSince, createTold } from './told.ts';
import { createTurns } from './turns.ts';
import { probeSoon, rest } from './lane/trouble.ts';

const destinationOf = ({ channel, settings }: Outlet): Destination => ({
  name: channel.name,
  usefulFor: settings.usefulFor,
  tell: settings.tell,
  quiet: settings.quiet,
  // Asked each time: a group that is migrated gets another id while we run.
  get chat() {
    return channel.chat;
  },
});

function laneOptions(outlet: Outlet, writer: Writer, subjects: Subjects): LaneOptions {
  const { channel, settings } = outlet;
  const { locale } = settings;
  return {
    channel,
    destination: destinationOf(outlet),
    digestAfter: settings.digestAfter,
    fallback: settings.fallback,
    compose: (draft) => writer.compose(draft, subjects, locale, channel.limits.text),
    fits: (entries) => writer.fits(entries, subjects, locale, channel.limits.text),
  };
}

const planningOf = ({ options, deps, destinations }: Dispatch): Planning => ({
  rules: options.rules(),
  destinations,
  told: deps.told,
  now: deps.clock.now(),
});

/** Opens a lane for each channel and takes up what the last process left in the ledger. */
export async function startDispatch(options: DispatchOptions): Promise<Dispatch> {
  const { clock, store, outlets, writer } = options;
  const registry = createRegistry();
  const lanes = new Map<string, RunningLane>();
  const limits = createLimits();
  const deps: LaneDeps = {
    clock,
    store,
    registry,
    limits,
    turns: createTurns(clock, limits),
    told: createTold(await store.rows.told(countsSince(options.rules().rules, clock.now()))),
    circumstances: (event, mutes, now) =>
      circumstancesOf(event, mutes, { ...planningOf(dispatch), now }),
    report: (notice) => notify(dispatch, notice),
    handOver: (from, items) => standIn(dispatch, from, items),
    moved: (channel, to) => options.moved(channel, to),
    platformDown: (from, reason) => restPlatform(dispatch, from, reason),
    crash: options.crash,
  };
  const destinations = new Map(
    outlets.map((outlet) => [outlet.channel.name, destinationOf(outlet)]),
  );
  const dispatch: Dispatch = { options, deps, destinations, lanes };
  for (const outlet of outlets) {
    lanes.set(outlet.channel.name, runLane(laneOptions(outlet, writer, registry.subject), deps));
  }
  await restore(
    deps,
    [...lanes.values()].map(({ lane }) => lane),
    options.rules(),
  );
  wake(dispatch);
  return dispatch;
}

/** T1 for what was heard; what is on disk is handed to the lanes. */
export async function take(dispatch: Dispatch, batch: readonly Heard[]): Promise<Accepted> {
  const { deps, lanes } = dispatch;
  const accepted = await accept(
    deps.store,
    batch,
    planningOf(dispatch),
    (rows, name, items) => lanes.get(name)?.begin(rows, items) ?? Promise.resolve(undefined),
  );
  accepted.events.forEach((stored) => deps.registry.addEvent(stored));
  accepted.episodes.forEach((episode) => deps.registry.setEpisode(episode));
  for (const [name, lane] of lanes) {
    lane.accepted(accepted.items.get(name) ?? [], accepted.begun.get(name));
  }
  for (const [name, items] of accepted.expired) lanes.get(name)?.addExpired(items);
  for (const episode of accepted.episodes) lanes.forEach((lane) => lane.changed(episode));
  return accepted;
}

/** Something has changed that a lane may wait for: a window, a mute, the rules. */
export const wake = ({ lanes }: Dispatch): void => lanes.forEach((lane) => lane.wake());

/** The channel that stands in for one that does not answer tells its events from here on. */
async function standIn(
  { deps, lanes }: Dispatch,
  from: Lane,
  items: readonly Item[],
): Promise<void> {
  const to = lanes.get(from.fallback ?? '');
  if (to !== undefined) to.add(await handOver(deps, from, to.lane.channel.name, items));
}

/** The lane whose token was refused, and the others of its platform that do not rest yet. */
function restPlatform({ lanes, deps }: Dispatch, from: Lane, reason: string): void {
  const others = [...lanes.values()]
    .map(({ lane }) => lane)
    .filter(
      ({ channel, state }) => channel.platform === from.channel.platform && !state.trouble?.down,
    );
  rest([from, ...others.filter((lane) => lane !== from)], reason, deps.clock.elapsed());
}

/** Asks paused destinations at once; `chat`: only that one, since somebody wrote there. */
export function probeNow({ lanes, deps }: Dispatch, chat?: string): void {
  for (const running of lanes.values()) {
    if (chat !== undefined && running.lane.channel.chat !== chat) continue;
    probeSoon(running.lane, deps.clock.elapsed());
    running.wake();
  }
}

/** What a lane still has to tell, however long its chat has been closed. */
function untold({ items, expired, again, first, extras }: LaneState): readonly number[] {
  const drafts = [again?.begun.draft, first?.begun?.draft, ...extras];
  return [
    ...[...items, ...expired].map(({ eventId }) => eventId),
    ...drafts.flatMap((draft) => draft?.entries.map(({ event }) => event) ?? []),
  ];
}

/** Lets go of events that no message can speak of any more. */
export function forgetOld({ deps, lanes }: Dispatch): void {
  const kept = new Set([...lanes.values()].flatMap(({ lane }) => untold(lane.state)));
  deps.registry.forgetBefore(addDays(dayOf(deps.clock.now()), -1), kept);
  for (const { lane } of lanes.values()) forgetLiving(lane);
}

/** The lane that writes to this chat, for replies that must keep its windows. */
export const laneOf = ({ lanes }: Dispatch, chat: string): RunningLane | undefined =>
  [...lanes.values()].find(({ lane }) => lane.channel.chat === chat);

/** Takes no new step anywhere; resolves when every request in hand is answered and on disk. */
export const stopDispatch = async ({ lanes, deps }: Dispatch): Promise<void> => {
  deps.turns.close();
  await Promise.all([...lanes.values()].map((lane) => lane.stop()));
};
