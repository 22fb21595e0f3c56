import type { Obligation } from '../../store/obligation.ts';
import type { Rows } from '../../store/store.ts';
import type { Lane, LaneDeps } from './lane-state.ts';
import type { Item } from '../next-move.ts';

/** A destination that fails for this long is stood in for (issue: channel fallback). */
export const HAND_OVER_MS = 60_000;

/** What a channel in trouble has not handed over yet, once its trouble has lasted. */
export function dueForHandOver(lane: Lane, now: number): readonly Item[] {
  const { fallback, state } = lane;
  const { trouble, items, handed } = state;
  if (fallback === undefined || trouble === undefined) return [];
  if (now - trouble.since < HAND_OVER_MS) return [];
  return items.filter(({ eventId, insteadOf }) => insteadOf === undefined && !handed.has(eventId));
}

const toObligations = (item: Item, from: string, to: string): readonly Obligation[] =>
  item.rules.map(({ name }) => ({
    eventId: item.eventId,
    rule: name,
    channel: to,
    day: item.event.day,
    stock: item.event.stock,
    outcome: 'waiting',
    reason: undefined,
    muteId: undefined,
    insteadOf: from,
  }));

/** Those that the other channel does not tell anyway. */
async function untold(rows: Rows, items: readonly Item[], to: string): Promise<readonly Item[]> {
  const kept: Item[] = [];
  for (const item of items) {
    const matched = await rows.matchedOf(item.eventId);
    if (!matched.some(({ channel }) => channel === to)) kept.push(item);
  }
  return kept;
}

/**
 * Hands what a channel cannot tell to the one that stands in for it; resolves to what that one
 * has to tell now. Its own rows wait on: it tells them itself if it is back in time, else they
 * expire and are listed in one digest.
 */
export async function handOver(
  { store, clock }: LaneDeps,
  from: Lane,
  to: string,
  items: readonly Item[],
): Promise<readonly Item[]> {
  const own = from.channel.name;
  const handed = await store.transaction(async (rows) => {
    const kept = await untold(rows, items, to);
    const obligations = kept.flatMap((item) => toObligations(item, own, to));
    await rows.addObligations(obligations, clock.now());
    return kept;
  });
  for (const { eventId } of items) from.state.handed.add(eventId);
  return handed.map((item) => ({ ...item, insteadOf: own }));
}
