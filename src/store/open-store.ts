import { Kysely, type Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { attemptRows } from './attempt-rows.ts';
import { episodeRows } from './episode-rows.ts';
import { eventRows } from './event-rows.ts';
import { historyRows } from './history-rows.ts';
import { messageRows } from './message-rows.ts';
import { migrations } from './migrations.ts';
import { muteRows } from './mute-rows.ts';
import { obligationReads } from './obligation-reads.ts';
import { obligationWrites } from './obligation-writes.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { commandRows, keptRows, malformedRows } from './side-rows.ts';
import type { Rows, Store } from './store.ts';
import { watchRows } from './watch-rows.ts';

const rowsOf = (db: Kysely<Tables>): Rows => ({
  ...episodeRows(db),
  ...eventRows(db),
  ...malformedRows(db),
  ...obligationWrites(db),
  ...obligationReads(db),
  ...messageRows(db),
  ...attemptRows(db),
  ...muteRows(db),
  ...commandRows(db),
  ...keptRows(db),
  ...watchRows(db),
  ...historyRows(db),
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
