import { sleep, type Clock } from '../platform/clock.ts';
import type { CountRow } from '../store/obligation.ts';
import type { Rows, Store } from '../store/store.ts';
import { addDays, dayOf, type Day } from '../vi/kst.ts';

/** A scrape that counts a year leaves room for everything else between two days. */
const BREATH_MS = 1;

async function daysBefore(rows: Rows, today: Day): Promise<readonly Day[]> {
  const days: Day[] = [];
  let day = await rows.lastDayBefore(today);
  while (day !== undefined) {
    days.push(day);
    day = await rows.lastDayBefore(day);
  }
  return days;
}

/**
 * How all obligations stand, day by day. A day that is over and has nothing that waits is counted
 * once: only today's can be reopened.
 */
export function outcomeCounts(
  { rows }: Pick<Store, 'rows'>,
  clock: Clock,
): () => Promise<readonly CountRow[]> {
  const ended = new Map<Day, readonly CountRow[]>();
  const countsOf = async (day: Day, today: Day): Promise<readonly CountRow[]> => {
    const known = ended.get(day);
    if (known !== undefined) return known;
    if (day < today) await sleep(clock, BREATH_MS);
    const counts = await rows.counts(day);
    const isOver = day < today && counts.every(({ outcome }) => outcome !== 'waiting');
    if (isOver) ended.set(day, counts);
    return counts;
  };
  let past: { readonly before: Day; readonly days: readonly Day[] } | undefined;
  const pastDays = async (today: Day): Promise<readonly Day[]> => {
    if (past?.before !== today) past = { before: today, days: await daysBefore(rows, today) };
    return past.days;
  };
  return async () => {
    const today = dayOf(clock.now());
    const all: CountRow[] = [];
    // A clock that was set back may have written tomorrow's.
    for (const day of [addDays(today, 1), today, ...(await pastDays(today))])
      all.push(...(await countsOf(day, today)));
    return all;
  };
}
