import { sql, type Kysely, type RawBuilder } from 'kysely';
import { instantOf } from '../vi/kst.ts';
import type { Tables } from './schema.ts';
import type { CareRows, TooOld } from './care.ts';

/** Which rows go, in this order: nothing is left that points to what is gone. */
function oldOf({ day, commandsBefore }: TooOld): Readonly<Record<string, RawBuilder<unknown>>> {
  const at = instantOf(day, '00:00:00');
  const isOwed = (message: string) =>
    sql`exists (select 1 from obligations as o where o.message_id = ${sql.ref(message)})`;
  return {
    obligations: sql`day < ${day} and outcome <> 'waiting'`,
    events: sql`day < ${day} and not exists
      (select 1 from obligations as o where o.event_id = events.id)`,
    episodes: sql`day < ${day} and not exists
      (select 1 from events as e where e.episode = episodes.id)`,
    attempts: sql`started_at < ${at} and not ${isOwed('attempts.message_id')}`,
    messages: sql`created_at < ${at} and not ${isOwed('messages.id')}`,
    mutes: sql`ended_at < ${at} and end_told = 1`,
    gaps: sql`to_at < ${at}`,
    kept: sql`key >= 'watched:' and key < ${`watched:${day}`}`,
    commands: sql`at < ${commandsBefore}`,
  };
}

export const oldRows = (db: Kysely<Tables>): Pick<CareRows, 'dropOld'> => ({
  async dropOld(old) {
    let dropped = 0;
    for (const [name, isOld] of Object.entries(oldOf(old))) {
      const table = sql.table(name);
      const { numAffectedRows } = await sql`
        delete from ${table} where rowid in
          (select rowid from ${table} where ${isOld} limit ${old.atMost})`.execute(db);
      const gone = Number(numAffectedRows ?? 0);
      dropped += gone;
      // What still points to the next ones would make it look through all of them.
      if (gone >= old.atMost) break;
    }
    return dropped;
  },
});
