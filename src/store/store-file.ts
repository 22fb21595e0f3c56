import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { examine } from './examine.ts';
import { moveAside } from './move-aside.ts';
import type { Tables } from './schema.ts';
import type { OpenFile } from './sqlite.ts';
import type { StoreFile } from './care.ts';

/** An alert changes some ten rows and fills 36 pages of the log; at 4,000 a commit empties it. */
const ROWS_TO_TIDY = 500;

/** Rows that this connection has changed since it was opened. */
const changedRows = (db: DatabaseSync): number =>
  Number(db.prepare('select total_changes() as rows').get()?.['rows']);

const inodeOf = (path: string): number | undefined =>
  statSync(path, { throwIfNoEntry: false })?.ino;

/** Copies what is open, however it is named now. Throws when the copy is not sound. */
async function copyTo(path: string, { connection }: OpenFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await backup(connection(), path);
  if (examine(path).is !== 'sound') throw new Error('the open ledger cannot be written anew');
}

/**
 * The file of an open ledger. SQLite goes on writing into a file that was deleted or replaced, and
 * all of it would be gone at the end; its name must lead to it.
 */
export function storeFile(path: string, open: OpenFile, db: Kysely<Tables>): StoreFile {
  let inode = inodeOf(path);
  let tidied = changedRows(open.connection());
  const replace = async (at: number): Promise<string | undefined> => {
    const copy = `${path}.new`;
    await copyTo(copy, open);
    const keptAs = existsSync(path) ? moveAside(path, at) : undefined;
    open.reconnect(() => {
      for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
      renameSync(copy, path);
    });
    inode = inodeOf(path);
    tidied = 0;
    return keptAs;
  };
  return {
    path,
    isInPlace: () => inodeOf(path) === inode,
    // The connection is lent to one at a time: nothing is written meanwhile.
    putBack: (at) => db.connection().execute(() => replace(at)),
    async tidy() {
      const changed = changedRows(open.connection());
      if (changed - tidied < ROWS_TO_TIDY) return;
      tidied = changed;
      await db.connection().execute(async () => {
        open.connection().exec('pragma wal_checkpoint(passive)');
      });
    },
  };
}
