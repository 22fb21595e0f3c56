import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { readEvent } from './event-body.ts';
import { migrations } from './migrations.ts';
import { isDamage } from './sqlite-fault.ts';

/** What a ledger's file turned out to be. */
export type Finding =
  | { readonly is: 'absent' }
  | { readonly is: 'sound' }
  /** Written by a later program: `migration` is not known here. */
  | { readonly is: 'newer'; readonly migration: string }
  | { readonly is: 'damaged'; readonly why: string };

const CHECK = z.array(z.object({ quick_check: z.string() }));
const NAMES = z.array(z.object({ name: z.string() }));
const BODIES = z.array(z.object({ body: z.string() }));

const SOUND: Finding = { is: 'sound' };
/** A start reads the events of some hours. */
const EVENTS_READ = 1_000;

const tables = (db: DatabaseSync): ReadonlySet<string> =>
  new Set(
    NAMES.parse(db.prepare("select name from sqlite_schema where type = 'table'").all()).map(
      ({ name }) => name,
    ),
  );

function unknownMigration(db: DatabaseSync): string | undefined {
  const done = NAMES.parse(db.prepare('select name from kysely_migration').all());
  return done.map(({ name }) => name).find((name) => migrations[name] === undefined);
}

/** SQLite keeps no checksums: what a start will read is read here. */
function checkEvents(db: DatabaseSync): Finding {
  const rows = db.prepare('select body from events order by id desc limit ?').all(EVENTS_READ);
  try {
    BODIES.parse(rows).forEach(({ body }) => readEvent(body));
    return SOUND;
  } catch {
    return { is: 'damaged', why: 'an event cannot be read' };
  }
}

function inspect(db: DatabaseSync): Finding {
  const [result] = CHECK.parse(db.prepare('pragma quick_check(1)').all());
  if (result?.quick_check !== 'ok')
    return { is: 'damaged', why: result?.quick_check ?? 'no answer' };
  const there = tables(db);
  const migration = there.has('kysely_migration') ? unknownMigration(db) : undefined;
  if (migration !== undefined) return { is: 'newer', migration };
  return there.has('events') ? checkEvents(db) : SOUND;
}

function open(path: string): Finding {
  const db = new DatabaseSync(path);
  try {
    return inspect(db);
  } finally {
    db.close();
  }
}

/**
 * Looks at a ledger's file that nobody has open. What the disk or the system refuses is thrown: it
 * says nothing about the file.
 */
export function examine(path: string): Finding {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { is: 'absent' };
  // What is damaged is moved aside: a device of that name must not be.
  if (!found.isFile()) throw new Error(`not a file: ${path}`);
  if (found.size === 0) return { is: 'damaged', why: 'it is empty' };
  try {
    return open(path);
  } catch (fault) {
    if (fault instanceof Error && isDamage(fault)) return { is: 'damaged', why: fault.message };
    throw fault;
  }
}
