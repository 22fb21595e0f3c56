import { readdirSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Day } from '../vi/kst.ts';
import { examine } from './examine.ts';

const KEPT = 7;
/** All pages in one step: a step is one snapshot, however much is written meanwhile. */
const ALL_PAGES = 2 ** 30;

const folderOf = (path: string): string => join(dirname(path), 'backup');
const nameOf = (path: string): string => basename(path, extname(path));

/** The copy of a day, whether it is there or not. */
export const backupOf = (path: string, day: Day): string =>
  join(folderOf(path), `${nameOf(path)}-${day}.db`);

const isBackup = (path: string, file: string): boolean =>
  /^-\d{4}-\d\d-\d\d\.db$/.test(file.slice(nameOf(path).length)) && file.startsWith(nameOf(path));

const newestFirst = (path: string, files: readonly string[]): readonly string[] =>
  files
    .filter((file) => isBackup(path, file))
    .toSorted()
    .toReversed()
    .map((file) => join(folderOf(path), file));

async function copy(path: string, to: string): Promise<void> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(db, to, { rate: ALL_PAGES });
  } finally {
    db.close();
  }
  await chmod(to, 0o600);
}

/** One file by itself, without a log beside it, and sound. */
function seal(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('pragma journal_mode = delete');
  } finally {
    db.close();
  }
  const found = examine(file);
  if (found.is === 'damaged') throw new Error(`the copy is damaged: ${found.why}`);
}

/**
 * Copies the ledger while it is used, checks the copy, and keeps the newest seven. The copying goes
 * on beside the event loop; the check holds it up (60 ms for 40 MB). Throws when it fails.
 */
export async function backUp(path: string, day: Day): Promise<void> {
  const file = backupOf(path, day);
  const unfinished = `${file}.new`;
  await mkdir(folderOf(path), { recursive: true, mode: 0o700 });
  try {
    await copy(path, unfinished);
    seal(unfinished);
    await rename(unfinished, file);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw fault;
  }
  const old = newestFirst(path, await readdir(folderOf(path))).slice(KEPT);
  await Promise.all(old.map((one) => rm(one)));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** One that cannot even be opened is none. */
function isSound(file: string): boolean {
  try {
    return examine(file).is === 'sound';
  } catch {
    return false;
  }
}

/** The newest copy that can be used. */
export const newestBackup = (path: string): string | undefined =>
  newestFirst(path, filesIn(folderOf(path))).find(isSound);

/** Writes what is only in the log into the file, and empties the log. */
export function emptyLog(path: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec('pragma wal_checkpoint(truncate)');
  } finally {
    db.close();
  }
}
