import type { Kysely } from 'kysely';
import { builtOnce, type Give } from './built-once.ts';
import type { Tables } from './schema.ts';
import type { CommandRows, KeptRows, MalformedRows } from './store.ts';

const MALFORMED_KEPT = 100;

export const malformedRows = (db: Kysely<Tables>): MalformedRows => ({
  async keepMalformed(at, why, frame) {
    const added = await db
      .insertInto('malformed')
      .values({ at, why, frame })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .deleteFrom('malformed')
      .where('id', '<=', added.id - MALFORMED_KEPT)
      .execute();
  },
});

export const commandRows = (db: Kysely<Tables>): CommandRows => ({
  async result(id) {
    const row = await db
      .selectFrom('commands')
      .select('result')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.result;
  },
  async addResult(command) {
    await db.insertInto('commands').values(command).execute();
  },
  async acted({ from = 0, before = Number.MAX_SAFE_INTEGER, last }) {
    const newest = db
      .selectFrom('commands')
      .selectAll()
      .where('at', '>=', from)
      .where('at', '<', before)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc');
    const rows = await (last === undefined ? newest : newest.limit(last)).execute();
    return rows.toReversed();
  },
});

/** While somebody writes, asked some times a second for what the command line wants. */
const read = builtOnce((db, give: Give<{ readonly key: string }>) =>
  db.selectFrom('kept').select('value').where('key', '=', give('key')),
);

export const keptRows = (db: Kysely<Tables>): KeptRows => ({
  async kept(key) {
    const [row] = await read(db, { key });
    return row?.value;
  },
  async keep(key, value) {
    await db
      .insertInto('kept')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  },
});
