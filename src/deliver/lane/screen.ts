import { happenedAt } from '../../vi/episode.ts';
import type { Mute } from '../../vi/mute.ts';
import type { Lane } from './lane-state.ts';
import type { Screened } from '../ledger.ts';
import type { Item, Telling } from '../next-move.ts';
import { decide, hiddenBy, mutedBy, turnedOff, unlisted, WAITING, type Decision } from '../plan.ts';
import { KIND_OF, type Form } from './drafting.ts';

/** Splits an item's rules in those that still want it told and those that something stopped. */
function sift(
  item: Item,
  channel: string,
  decisionOf: (item: Item, rule: Item['rules'][number]) => Decision,
): Screened {
  const decided = item.rules.map((rule) => ({ rule, decision: decisionOf(item, rule) }));
  const rules = decided.flatMap(({ rule, decision }) =>
    decision.outcome === 'waiting' ? [rule] : [],
  );
  const dropped = decided.flatMap(({ rule, decision }) =>
    decision.outcome === 'waiting'
      ? []
      : [{ key: { eventId: item.eventId, rule: rule.name, channel }, decision }],
  );
  return { keep: rules.length === 0 ? [] : [{ ...item, rules }], dropped };
}

/** A second event of one stock in one message lies within the cooldown that the first starts. */
function oncePerMessage(): (item: Item, rule: Item['rules'][number]) => Decision | undefined {
  const seen = new Set<string>();
  return (item, rule) => {
    if (rule.cooldown === undefined) return undefined;
    const key = JSON.stringify([rule.name, item.event.stock]);
    const again = seen.has(key);
    seen.add(key);
    if (!again) return undefined;
    return {
      outcome: 'suppressed',
      reason: 'cooldown, told in the same message',
      muteId: undefined,
    };
  };
}

const join = (parts: readonly Screened[]): Screened => ({
  keep: parts.flatMap(({ keep }) => keep),
  dropped: parts.flatMap(({ dropped }) => dropped),
});

/**
 * The last look before a message leaves: the mutes are those on disk now, the cooldowns those
 * that earlier messages started, the age that of now.
 */
export function screen(lane: Lane, { is, items }: Telling, mutes: readonly Mute[]): Screened {
  const now = lane.deps.clock.now();
  const kept = is === 'limit' ? unlisted(lane.destination) : undefined;
  const repeated = oncePerMessage();
  const decisionOf = (item: Item, rule: Item['rules'][number]): Decision => {
    const by = lane.deps.circumstances(item.event, mutes, now);
    const decision = decide(item.event, rule, lane.destination, { ...by, standing: undefined });
    return decision.outcome === 'waiting' ? (kept ?? repeated(item, rule) ?? decision) : decision;
  };
  return join(items.map((item) => sift(item, lane.channel.name, decisionOf)));
}

/** The same for what is sent whatever its age: repeats and the digest of what expired. */
export function screenMutes(
  lane: Lane,
  form: Form,
  items: readonly Item[],
  mutes: readonly Mute[],
): Screened {
  const now = lane.deps.clock.now();
  const off = turnedOff(KIND_OF[form], lane.destination);
  const decisionOf = (item: Item, rule: Item['rules'][number]): Decision => {
    if (off !== undefined) return off;
    const by = lane.deps.circumstances(item.event, mutes, now);
    const mute = hiddenBy(item.event, rule.name, lane.destination.chat, by);
    return mute === undefined ? WAITING : mutedBy(mute);
  };
  return join(items.map((item) => sift(item, lane.channel.name, decisionOf)));
}

/** Events whose time as news is over, and the others. */
export function byAge(
  lane: Lane,
  items: readonly Item[],
): { readonly fresh: readonly Item[]; readonly old: readonly Item[] } {
  const limit = lane.deps.clock.now() - lane.destination.usefulFor;
  const isFresh = (item: Item): boolean => happenedAt(item.event) >= limit;
  const byFreshness = Map.groupBy(items, isFresh);
  return { fresh: byFreshness.get(true) ?? [], old: byFreshness.get(false) ?? [] };
}
