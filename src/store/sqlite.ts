import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';

const PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma busy_timeout = 5000;
  pragma journal_size_limit = 16777216;
`;

/** SQLite binds these; everything else would be a mistake of ours. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value;
  throw new TypeError(`not a value for SQLite: ${typeof value}`);
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/**
 * `node:sqlite` in the shape Kysely's dialect wants (better-sqlite3's). Statements are kept, since
 * the same few are run all day; a transaction takes the write lock at once, so that it never fails
 * halfway because the command line wrote in between.
 */
function adaptDatabase(db: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => db.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = adapt(db.prepare(sql === 'begin' ? 'begin immediate' : sql));
      kept.set(sql, statement);
      return statement;
    },
  };
}

/** The ledger's file, durable at every commit (WAL, synchronous=FULL). Its mode is the umask's. */
export function sqliteDialect(path: string): SqliteDialect {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path);
  db.exec(PRAGMAS);
  return new SqliteDialect({ database: adaptDatabase(db) });
}

/** Held by a running bot. */
export interface Lock {
  release(): void;
}

/**
 * Takes the store for one `run`, `undefined` when another holds it. The lock is SQLite's own lock
 * on a file beside the store: the system frees it when the process dies, however it dies.
 */
export function lockStore(path: string): Lock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(`${path}.lock`);
  try {
    db.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (fault) {
    db.close();
    if (isBusy(fault)) return undefined;
    throw fault;
  }
  return { release: () => db.close() };
}

const SQLITE_BUSY = 5;

const isBusy = (fault: unknown): boolean =>
  fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY;
