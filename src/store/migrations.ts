import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** In the order they run. A landed migration never changes; a new one is added below it. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-ledger': { up: ledger },
  '0002-people': { up: people },
  '0003-gaps': { up: gaps },
  '0004-instead-of': { up: insteadOf },
  '0005-retry-scope': { up: retryScope },
  '0006-outcomes-in-time': { up: outcomesInTime },
};

async function ledger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('episodes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('stock', 'text', (c) => c.notNull())
    .addColumn('trigger_time', 'text', (c) => c.notNull())
    .addColumn('kind', 'text')
    .addColumn('venue', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('release_time', 'text')
    .execute();
  await db.schema.createIndex('episodes_day').on('episodes').columns(['day', 'stock']).execute();
  await db.schema
    .createTable('events')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('episode', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('stock', 'text', (c) => c.notNull())
    .addColumn('heard_at', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addUniqueConstraint('events_once', ['episode', 'event'])
    .execute();
  await db.schema.createIndex('events_day').on('events').columns(['day', 'stock']).execute();
  await obligations(db);
  await messages(db);
}

async function obligations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('obligations')
    .addColumn('event_id', 'integer', (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('stock', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('message_id', 'integer')
    .addColumn('mute_id', 'integer')
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('obligations_once', ['event_id', 'rule', 'channel'])
    .execute();
  await db.schema.createIndex('obligations_outcome').on('obligations').column('outcome').execute();
  await db.schema
    .createIndex('obligations_message')
    .on('obligations')
    .column('message_id')
    .execute();
  await db.schema
    .createIndex('obligations_day')
    .on('obligations')
    .columns(['day', 'stock'])
    .execute();
  await db.schema.createIndex('obligations_mute').on('obligations').column('mute_id').execute();
}

async function messages(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messages')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('draft', 'text', (c) => c.notNull())
    .addColumn('platform_id', 'text')
    .addColumn('shown', 'text')
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('messages_created').on('messages').column('created_at').execute();
  await db.schema
    .createTable('attempts')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('message_id', 'integer', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('op', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('started_at', 'integer', (c) => c.notNull())
    .addColumn('ended_at', 'integer')
    .addColumn('retry_at', 'integer')
    .execute();
  await db.schema.createIndex('attempts_message').on('attempts').column('message_id').execute();
  await db.schema.createIndex('attempts_started').on('attempts').column('started_at').execute();
  await db.schema.createIndex('attempts_state').on('attempts').column('state').execute();
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mutes')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('until', 'integer', (c) => c.notNull())
    .addColumn('until_release', 'integer', (c) => c.notNull())
    .addColumn('next_left', 'integer')
    .addColumn('reason', 'text')
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('ended_at', 'integer')
    .addColumn('ended_why', 'text')
    .addColumn('end_told', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('mutes_open').on('mutes').column('end_told').execute();
  await db.schema
    .createTable('commands')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('kept')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('malformed')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('frame', 'text', (c) => c.notNull())
    .execute();
}

async function insteadOf(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('obligations').addColumn('instead_of', 'text').execute();
}

async function retryScope(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attempts').addColumn('retry_scope', 'text').execute();
}

/** Unwatched time, and what ka10054 says of each episode. */
async function gaps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('gaps')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('from_at', 'integer', (c) => c.notNull())
    .addColumn('to_at', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('filled', 'integer')
    .execute();
  await db.schema.alterTable('episodes').addColumn('history', 'text').execute();
}

/**
 * What was told or expired lately is found without a walk through all that ever was, and what has
 * no message or mute, as most have not, is in no index of them.
 */
async function outcomesInTime(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('obligations_outcome').execute();
  await db.schema
    .createIndex('obligations_outcome_at')
    .on('obligations')
    .columns(['outcome', 'at'])
    .execute();
  for (const column of ['message_id', 'mute_id']) {
    const name = `obligations_${column.replace('_id', '')}`;
    await db.schema.dropIndex(name).execute();
    await db.schema
      .createIndex(name)
      .on('obligations')
      .column(column)
      .where(sql.ref(column), 'is not', null)
      .execute();
  }
}
