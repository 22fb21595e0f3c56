import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { isBusy } from './sqlite-fault.ts';
import { versionOf } from './version.ts';

/** How long a statement waits for another process; the whole bot stands still meanwhile. */
const PATIENCE_MS = 1_000;

/**
 * SQLite empties its log into the file in the way of the commit that fills 4,000 pages of it, 2 to
 * 15 ms; `StoreFile.tidy` comes before.
 */
const PRAGMAS = `
  pragma synchronous = full;
  pragma journal_size_limit = 16777216;
  pragma wal_autocheckpoint = 4000;
`;

/**
 * Kysely would migrate SQLite without a transaction: a start that dies halfway would leave tables
 * behind that stop every later start, and two starts at once would each make them.
 */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LedgerDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new WholeMigrations();
  }
}

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

/** A failed statement may have ended the transaction already; then there is nothing to roll back. */
function adaptRollback(db: DatabaseSync): SqliteStatement {
  const statement = adapt(db.prepare('rollback'));
  return {
    ...statement,
    run: (parameters) =>
      db.isTransaction ? statement.run(parameters) : { changes: 0, lastInsertRowid: 0 },
  };
}

function prepare(db: DatabaseSync, sql: string): SqliteStatement {
  if (sql === 'rollback') return adaptRollback(db);
  return adapt(db.prepare(sql === 'begin' ? 'begin immediate' : sql));
}

/** An open ledger file. */
export interface OpenFile {
  readonly dialect: SqliteDialect;
  /** The connection as it is now. */
  readonly connection: () => DatabaseSync;
  /** Another one once anybody has written; `undefined`: it cannot be told now. */
  readonly version: () => string | undefined;
  /** Closes it, lets `between` change the file, and opens what is there then. */
  readonly reconnect: (between: () => void) => void;
}

const WAL_TRIES = 10;

/** SQLite does not wait for another process that switches the same fresh file; a write does. */
function useWal(db: DatabaseSync, tries = WAL_TRIES): void {
  try {
    db.exec('pragma journal_mode = wal');
  } catch (fault) {
    if (!isBusy(fault) || tries === 1) throw fault;
    db.exec('begin immediate; commit');
    useWal(db, tries - 1);
  }
}

function connect(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: PATIENCE_MS });
  try {
    useWal(db);
    db.exec(PRAGMAS);
    return db;
  } catch (fault) {
    db.close();
    throw fault;
  }
}

/**
 * Opens the ledger's file, durable at every commit (WAL, synchronous=FULL), for Kysely's dialect,
 * which wants better-sqlite3's shape. Its mode is the umask's. Statements are kept, since the same
 * few are run all day; a transaction takes the write lock at once, so that it never fails halfway
 * because the command line wrote in between.
 */
export function openFile(path: string): OpenFile {
  let db = connect(path);
  let connections = 1;
  let version = versionOf(db, connections);
  const kept = new Map<string, SqliteStatement>();
  const database: SqliteDatabase = {
    close: () => db.close(),
    prepare(sql) {
      const statement = kept.get(sql) ?? prepare(db, sql);
      kept.set(sql, statement);
      return statement;
    },
  };
  return {
    dialect: new LedgerDialect({ database }),
    connection: () => db,
    version: () => version(),
    reconnect(between) {
      db.close();
      kept.clear();
      between();
      db = connect(path);
      connections += 1;
      version = versionOf(db, connections);
    },
  };
}
