import { BEFORE_WATCHING } from '../store/outcome.ts';
import type { Rows } from '../store/store.ts';
import { happenedAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { Planned } from './plan.ts';

/** Whether it happened before this store watched that day: nobody waited for it. */
async function isUnheralded(rows: Rows, event: ViEvent): Promise<boolean> {
  if (event.source === 'feed') return false;
  return happenedAt(event) < ((await rows.watchedSince(event.day)) ?? Infinity);
}

/** The decisions, with a reason of its own where an old event is no outage's but of before. */
export async function unherald(
  rows: Rows,
  event: ViEvent,
  decisions: readonly Planned[],
): Promise<readonly Planned[]> {
  const isOld = decisions.some(({ outcome }) => outcome === 'expired');
  if (!isOld || !(await isUnheralded(rows, event))) return decisions;
  return decisions.map((decision) =>
    decision.outcome === 'expired' ? { ...decision, reason: BEFORE_WATCHING } : decision,
  );
}
