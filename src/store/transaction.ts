import {
  CompiledQuery,
  Kysely,
  type Compilable,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDialect,
} from 'kysely';
import type { Tables } from './schema.ts';

/**
 * The ledger as one sees it who has its only connection to himself: what is built runs on it at
 * once. Kysely's own way to the connection takes as long as ten such queries.
 */
class LentLedger extends Kysely<Tables> {
  readonly #connection: DatabaseConnection;

  constructor(dialect: SqliteDialect, connection: DatabaseConnection) {
    super({ dialect });
    this.#connection = connection;
  }

  override executeQuery<R>(query: CompiledQuery<R> | Compilable<R>): Promise<QueryResult<R>> {
    return this.#connection.executeQuery('compile' in query ? query.compile() : query);
  }
}

const BEGIN = CompiledQuery.raw('begin');
const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

/** Transactions on the ledger's only connection, one after the other. */
export interface Transactions {
  /** The ledger within a transaction; not to be used outside one. */
  readonly ledger: Kysely<Tables>;
  /** Resolves when what `work` did is on disk; rolls back what throws. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** `db`: everybody's, which lends the connection to one at a time. */
export async function transactionsOf(
  dialect: SqliteDialect,
  db: Kysely<Tables>,
): Promise<Transactions> {
  const driver = dialect.createDriver();
  await driver.init();
  const connection = await driver.acquireConnection();
  const whole = async <T>(work: () => Promise<T>): Promise<T> => {
    await connection.executeQuery(BEGIN);
    try {
      const result = await work();
      await connection.executeQuery(COMMIT);
      return result;
    } catch (fault) {
      await connection.executeQuery(ROLLBACK);
      throw fault;
    }
  };
  return {
    ledger: new LentLedger(dialect, connection),
    run: (work) => db.connection().execute(() => whole(work)),
  };
}
