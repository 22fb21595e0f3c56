import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { attemptRows } from './attempt-rows.ts';
import { checkLedger } from './check-ledger.ts';
import { episodeRows } from './episode-rows.ts';
import { eventRows } from './event-rows.ts';
import { historyRows } from './history-rows.ts';
import { messageRows } from './message-rows.ts';
import { migrations } from './migrations.ts';
import { muteRows } from './mute-rows.ts';
import { obligationReads } from './obligation-reads.ts';
import { obligationWrites } from './obligation-writes.ts';
import { oldRows } from './old-rows.ts';
import type { Tables } from './schema.ts';
import { openFile } from './sqlite.ts';
import { storeFile } from './store-file.ts';
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
  ...oldRows(db),
  checkLedger: (when) => checkLedger(db, when),
});

async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw new Error('the ledger cannot be brought up to date', { cause: error });
}

/** Opens the ledger's file, making or bringing it up to date. Throws when it cannot. */
export async function openStore(path: string): Promise<Store> {
  const open = openFile(path);
  const db = new Kysely<Tables>({ dialect: open.dialect });
  await migrate(db).catch(async (fault: unknown) => {
    await db.destroy();
    throw fault;
  });
  return {
    rows: rowsOf(db),
    transaction: (work) => db.transaction().execute((transaction) => work(rowsOf(transaction))),
    version: () => open.version(),
    close: () => db.destroy(),
    ...(path === ':memory:' ? {} : { file: storeFile(path, open, db) }),
  };
}
