import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-fault.ts';

/** Enough for one that starts at the same moment to give up. */
const PATIENCE_MS = 500;

/** Held by a running bot. */
export interface Lock {
  /** Whether no bot ever ran on this store. */
  readonly isFirst: boolean;
  release(): void;
}

/**
 * Takes the store for one `run`, `undefined` when another holds it. The lock is SQLite's own lock
 * on a file beside the store: the system frees it when the process dies, however it dies.
 */
export function lockStore(path: string): Lock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = `${path}.lock`;
  const isFirst = !existsSync(file);
  const db = new DatabaseSync(file, { timeout: PATIENCE_MS });
  try {
    // No exclusive locking mode: it keeps a shared lock that it could not raise, and of two that
    // start at once neither would get it.
    db.exec('begin exclusive');
  } catch (fault) {
    db.close();
    if (isBusy(fault)) return undefined;
    throw fault;
  }
  return { isFirst, release: () => db.close() };
}
