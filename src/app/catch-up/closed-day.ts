import { isTradingDay } from '../../market/trading-day.ts';
import type { Rows } from '../../store/store.ts';
import type { Day } from '../../vi/kst.ts';
import type { Missing } from './compare-history.ts';

const keyOf = ({ reading: { stock, triggerTime, kind } }: Missing): string =>
  [stock, triggerTime, kind].join('/');

/**
 * What of it is news. On a day that the calendar calls closed the broker may still tell of the last
 * trading day: what the day's first answer tells is left alone, what is there later and was not
 * then did happen, whatever the calendar says.
 */
export async function newsOf(
  rows: Rows,
  day: Day,
  missing: readonly Missing[],
): Promise<readonly Missing[]> {
  if (isTradingDay(day)) return missing;
  const unknown = missing.filter(({ episode }) => episode === undefined);
  const key = `closed-day:${day}`;
  const kept = await rows.kept(key);
  if (kept === undefined) await rows.keep(key, unknown.map(keyOf).join('\n'));
  const old = new Set(kept?.split('\n') ?? unknown.map(keyOf));
  return missing.filter((one) => one.episode !== undefined || !old.has(keyOf(one)));
}
