import { Kysely, type Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { eventRows } from './event-rows.ts';
import { messageRows } from './message-rows.ts';
import { migrations } from './migrations.ts';
import { muteRows } from './mute-rows.ts';
import { obligationRows } from './obligation-rows.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import type { CommandRows, KeptRows, Rows, Store } from './store.ts';

const commandRows = (db: Kysely<Tables>): CommandRows => ({
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
});

const keptRows = (db: Kysely<Tables>): KeptRows => ({
  async kept(key) {
    const row = await db
      .selectFrom('kept')
      .select('value')
      .where('key', '=', key)
      .executeTakeFirst();
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

const rowsOf = (db: Kysely<Tables>): Rows => ({
  ...eventRows(db),
  ...obligationRows(db),
  ...messageRows(db),
  ...muteRows(db),
  ...commandRows(db),
  ...keptRows(db),
});

async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw new Error('the ledger cannot be brought up to date', { cause: error });
}

async function open(dialect: Dialect): Promise<Store> {
  const db = new Kysely<Tables>({ dialect });
  await migrate(db);
  return {
    rows: rowsOf(db),
    transaction: (work) => db.transaction().execute((transaction) => work(rowsOf(transaction))),
    close: () => db.destroy(),
  };
}

/** Opens the ledger's file, making or bringing it up to date. Throws when it cannot. */
export const openStore = (path: string): Promise<Store> => open(sqliteDialect(path));
