import type { DatabaseSync } from 'node:sqlite';

/**
 * Tells what changes whenever somebody writes into this ledger: SQLite counts what other
 * connections commit, and the rows that this one changes, from its opening on; `connection` is its
 * number. `undefined`: it cannot be told now.
 */
export function versionOf(db: DatabaseSync, connection: number): () => string | undefined {
  const others = db.prepare('pragma data_version');
  const own = db.prepare('select total_changes()');
  return () => {
    try {
      return JSON.stringify([connection, others.get(), own.get()]);
    } catch {
      return undefined;
    }
  };
}
