import type { Obligation, StoredEvent } from '../store/obligation.ts';
import { BEFORE_WATCHING } from '../store/outcome.ts';
import type { Item } from './next-move.ts';
import type { Decision, Planned } from './plan.ts';

/** An event that is on disk, with the decisions about it. */
export interface Decided {
  readonly stored: StoredEvent;
  readonly decisions: readonly Planned[];
}

/** A decision as a row of the ledger. */
export const toObligation = (stored: StoredEvent, decision: Planned): Obligation => ({
  eventId: stored.id,
  rule: decision.rule.name,
  channel: decision.channel,
  day: stored.event.day,
  stock: stored.event.stock,
  outcome: decision.outcome,
  reason: decision.reason,
  muteId: decision.muteId,
  insteadOf: undefined,
});

/** One item per channel of the decisions that ended as `outcome` and are to be told or listed. */
function itemsOf(
  stored: StoredEvent,
  decisions: readonly Planned[],
  outcome: Decision['outcome'],
): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  const wanted = decisions.filter(
    (decision) => decision.outcome === outcome && decision.reason !== BEFORE_WATCHING,
  );
  for (const { rule, channel } of wanted) {
    const before = items.get(channel)?.rules ?? [];
    const { id: eventId, episode, event } = stored;
    const rules = [...before, rule];
    items.set(channel, { eventId, episode, event, rules, insteadOf: undefined });
  }
  return items;
}

/** What the decisions that ended as `outcome` leave to each channel. */
export function byChannel(
  taken: readonly Decided[],
  outcome: Decision['outcome'],
): ReadonlyMap<string, readonly Item[]> {
  const all = new Map<string, Item[]>();
  for (const { stored, decisions } of taken) {
    for (const [channel, item] of itemsOf(stored, decisions, outcome)) {
      all.set(channel, [...(all.get(channel) ?? []), item]);
    }
  }
  return all;
}
