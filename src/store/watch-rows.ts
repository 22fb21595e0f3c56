import type { Kysely, Selectable } from 'kysely';
import { addDays, dayOf, instantOf, type Day } from '../vi/kst.ts';
import type { GapTable, Tables } from './schema.ts';
import { keptRows } from './side-rows.ts';
import type { DayFilter, Gap, WatchRows } from './watched.ts';

const UNTIL = 'watched-until';
const sinceKey = (day: Day): string => `watched:${day}`;

const toGap = ({ from_at, to_at, filled, ...same }: Selectable<GapTable>): Gap => ({
  ...same,
  from: from_at,
  to: to_at,
  filled: filled ?? undefined,
});

async function numberKept(db: Kysely<Tables>, key: string): Promise<number | undefined> {
  const kept = await keptRows(db).kept(key);
  return kept === undefined ? undefined : Number(kept);
}

const startOf = (day: Day): number => instantOf(day, '00:00:00');

function gapQuery(db: Kysely<Tables>, { from, to }: DayFilter) {
  let query = db.selectFrom('gaps').selectAll().orderBy('from_at').orderBy('id');
  if (from !== undefined) query = query.where('to_at', '>=', startOf(from));
  if (to !== undefined) query = query.where('from_at', '<', startOf(addDays(to, 1)));
  return query;
}

/** When the broker was watched and when not. */
export const watchRows = (db: Kysely<Tables>): WatchRows => ({
  async noteWatched(at) {
    await keptRows(db).keep(UNTIL, String(at));
    await db
      .insertInto('kept')
      .values({ key: sinceKey(dayOf(at)), value: String(at) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  watchedUntil: () => numberKept(db, UNTIL),
  watchedSince: (day) => numberKept(db, sinceKey(day)),
  async addGap({ from, to, reason }) {
    const added = await db
      .insertInto('gaps')
      .values({ from_at: from, to_at: to, reason, filled: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return added.id;
  },
  async fillGap(id, filled) {
    await db.updateTable('gaps').set({ filled }).where('id', '=', id).execute();
  },
  async gaps(filter) {
    return (await gapQuery(db, filter).execute()).map(toGap);
  },
});
