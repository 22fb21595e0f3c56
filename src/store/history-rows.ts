import type { Kysely } from 'kysely';
import { readEvent } from './event-body.ts';
import { oneOf } from './one-of.ts';
import type { Tables } from './schema.ts';
import { HISTORY_MARKS, type DayFilter, type EventRow, type HistoryRows } from './watched.ts';

interface LoggedEvent {
  readonly body: string;
  readonly venue: string | null;
  readonly state: string;
  readonly history: string | null;
}

/** An event with its episode's venue, which may have been named later. */
function toEventRow({ body, venue, state, history }: LoggedEvent): EventRow {
  const event = readEvent(body);
  return {
    day: event.day,
    stock: event.stock,
    name: event.name ?? null,
    venue,
    kind: event.kind ?? null,
    direction: event.direction ?? null,
    event: event.event,
    trigger_time: event.triggerTime,
    release_time: event.releaseTime ?? null,
    price: event.price ?? null,
    deviation: event.deviation.static ?? event.deviation.dynamic ?? null,
    count: event.count ?? null,
    state,
    history,
    source: event.source,
    heard_at: event.heardAt,
  };
}

function logQuery(db: Kysely<Tables>, { from, to }: DayFilter) {
  let query = db
    .selectFrom('events as e')
    .innerJoin('episodes as p', 'p.id', 'e.episode')
    .select(['e.body', 'p.venue', 'p.state', 'p.history'])
    .orderBy('e.id');
  if (from !== undefined) query = query.where('e.day', '>=', from);
  if (to !== undefined) query = query.where('e.day', '<=', to);
  return query;
}

/** What was heard, and what ka10054 says of it. */
export const historyRows = (db: Kysely<Tables>): HistoryRows => ({
  async histories(day) {
    const rows = await db
      .selectFrom('episodes')
      .select(['id', 'history'])
      .where('day', '=', day)
      .execute();
    return new Map(
      rows.flatMap(({ id, history }) => {
        const known = oneOf(HISTORY_MARKS, history);
        return known === undefined ? [] : [[id, known] as const];
      }),
    );
  },
  async noteHistory(episodes, history) {
    if (episodes.length === 0) return;
    await db.updateTable('episodes').set({ history }).where('id', 'in', episodes).execute();
  },
  async eventLog(filter) {
    return (await logQuery(db, filter).execute()).map(toEventRow);
  },
});
