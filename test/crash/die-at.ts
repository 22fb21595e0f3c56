import { StatementSync } from 'node:sqlite';

/** A step of the write order (reliability.md), by the statement that only its transaction has. */
export interface DyingAt {
  /** How the statement begins. */
  readonly sql: string;
  /** Part of one of its values. */
  readonly value?: string;
  /** Before or after its transaction is on disk. */
  readonly when: 'before' | 'after';
}

const point: DyingAt = JSON.parse(process.env['DIE_AT'] ?? '');

const isMeant = (sql: string, values: readonly unknown[]): boolean =>
  sql.startsWith(point.sql) &&
  (point.value === undefined || values.some((value) => String(value).includes(point.value ?? '')));

const die = (): boolean => process.kill(process.pid, 'SIGKILL');

let isInTransaction = false;
let isDue = false;

/** Runs a statement of the store, unless this is where the bot dies. */
function step(statement: StatementSync, values: readonly unknown[], run: () => unknown): unknown {
  const sql = statement.sourceSQL;
  if (sql.startsWith('begin')) [isInTransaction, isDue] = [true, false];
  if (sql === 'commit' || sql === 'rollback') isInTransaction = false;
  if (isMeant(sql, values)) isDue = true;
  const ends = isDue && !isInTransaction && sql !== 'rollback';
  if (ends && point.when === 'before') die();
  const result = run();
  if (ends) die();
  return result;
}

// Loaded before the bot: it dies by its own hand, as if somebody had killed it at that instant.
function dying<Run extends (...values: never[]) => unknown>(plain: Run): Run {
  return new Proxy(plain, {
    apply: (run, statement: StatementSync, values: unknown[]) =>
      step(statement, values, () => Reflect.apply(run, statement, values)),
  });
}
StatementSync.prototype.run = dying(StatementSync.prototype.run);
StatementSync.prototype.all = dying(StatementSync.prototype.all);
