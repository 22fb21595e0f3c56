import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { recordingOf } from '../../src/feed/recordings.ts';
import type { Day } from '../../src/vi/kst.ts';
import { heapUsed } from '../bench/limits/heap-used.ts';

/** What the bot holds after a day, in memory and on disk. */
export interface Usage {
  readonly 'RSS MB': number;
  readonly 'heap MB': number;
  readonly handles: number;
  /** Open files, where the system tells (Linux). */
  readonly files: number;
  readonly timers: number;
  readonly rows: number;
  readonly 'ledger MB': number;
  /** At the day's end, before the night empties it. */
  readonly 'WAL MB': number;
  readonly 'copies MB': number;
  /** Of the frames of the day alone. */
  readonly 'recording KB': number;
}

const TABLES = ['episodes', 'events', 'obligations', 'messages', 'attempts', 'kept'] as const;

function rowsIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const count = (table: string): number =>
    Number(db.prepare(`select count(*) as n from ${table}`).get()?.['n']);
  const all = TABLES.map(count).reduce((sum, n) => sum + n, 0);
  db.close();
  return all;
}

const OPEN_FILES = '/proc/self/fd';

const openFiles = (): number => (existsSync(OPEN_FILES) ? readdirSync(OPEN_FILES).length : 0);

/** Bytes of a file, 0 where there is none. */
export const sizeOf = (path: string): number =>
  statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const sizeIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);

/** Looks at the process and at the folder of its store; `wal`: its bytes at the day's end. */
export function usageAfter(day: Day, folder: string, timers: number, wal: number): Usage {
  const path = join(folder, 'vigil.db');
  const heap = heapUsed();
  return {
    'RSS MB': process.memoryUsage.rss() / 1e6,
    'heap MB': heap / 1e6,
    handles: process.getActiveResourcesInfo().length,
    files: openFiles(),
    timers,
    rows: rowsIn(path),
    'ledger MB': sizeOf(path) / 1e6,
    'WAL MB': wal / 1e6,
    'copies MB': sizeIn(join(folder, 'backup')) / 1e6,
    'recording KB': sizeOf(recordingOf(join(folder, 'recordings'), day)) / 1e3,
  };
}
