import { sql, type Kysely, type Selectable } from 'kysely';
import { builtOnce, idOf, type Give } from './built-once.ts';
import type { AttemptTable, Tables } from './schema.ts';
import type { AttemptOp, AttemptRows } from './attempt.ts';

/** No request takes as long, and no platform has one wait for longer: found by when it began. */
const LONGEST_ATTEMPT_MS = 24 * 3_600_000;

const toOp = (text: string): AttemptOp => (text === 'edit' ? 'edit' : 'post');

type Opened = Pick<AttemptTable, 'message_id' | 'channel' | 'op' | 'started_at'>;
type Closed = Pick<
  Selectable<AttemptTable>,
  'id' | 'state' | 'ended_at' | 'reason' | 'retry_at' | 'retry_scope'
>;

const open = builtOnce((db, give: Give<Opened>) =>
  db
    .insertInto('attempts')
    .values({
      message_id: give('message_id'),
      channel: give('channel'),
      op: give('op'),
      state: 'sending',
      started_at: give('started_at'),
    })
    .returning('id'),
);

const close = builtOnce((db, give: Give<Closed>) =>
  db
    .updateTable('attempts')
    .set({
      state: give('state'),
      ended_at: give('ended_at'),
      reason: give('reason'),
      retry_at: give('retry_at'),
      retry_scope: give('retry_scope'),
    })
    .where('id', '=', give('id'))
    .where('state', '=', 'sending'),
);

const writes = (db: Kysely<Tables>): Pick<AttemptRows, 'openAttempt' | 'closeAttempt'> => ({
  openAttempt: ({ messageId, channel, op }, at) =>
    idOf(open(db, { message_id: messageId, channel, op, started_at: at })),
  async closeAttempt(id, { state, at, reason, retry }) {
    await close(db, {
      id,
      state,
      ended_at: at,
      reason: reason ?? null,
      retry_at: retry?.at ?? null,
      retry_scope: retry?.scope ?? null,
    });
  },
});

/** When requests were made and answered, and until when none may be. */
const timings = (db: Kysely<Tables>): Pick<AttemptRows, 'recentAttempts'> => ({
  async recentAttempts(since) {
    const rows = await db
      .selectFrom('attempts')
      .select(['channel', 'op', 'started_at', 'ended_at', 'retry_at', 'retry_scope'])
      .where('started_at', '>=', since - LONGEST_ATTEMPT_MS)
      .where((or) => or.or([or('ended_at', '>=', since), or('retry_at', '>=', since)]))
      .orderBy('ended_at')
      .execute();
    return rows.map(({ channel, op, started_at, ended_at, retry_at, retry_scope }) => ({
      channel,
      op: toOp(op),
      countedAt: ended_at ?? started_at,
      retry: retry_at === null ? undefined : { at: retry_at, scope: retry_scope ?? undefined },
    }));
  },
});

export const attemptRows = (db: Kysely<Tables>): AttemptRows => ({
  ...writes(db),
  ...timings(db),
  async openAttempts() {
    const rows = await db
      .selectFrom('attempts')
      .select(['id', 'message_id', 'channel', 'op'])
      .where('state', '=', 'sending')
      .orderBy('id')
      .execute();
    return rows.map(({ message_id: messageId, op, ...same }) => ({
      ...same,
      messageId,
      op: toOp(op),
    }));
  },
  async unansweredPosts(messageId) {
    const row = await db
      .selectFrom('attempts')
      .select(sql<number>`count(*)`.as('count'))
      .where('message_id', '=', messageId)
      .where('op', '=', 'post')
      .where('state', '=', 'unknown')
      .executeTakeFirstOrThrow();
    return row.count;
  },
  async doubtfulEdits(since) {
    const rows = await db
      .selectFrom('attempts')
      .select(['message_id', 'state'])
      .where('started_at', '>=', since)
      .where('op', '=', 'edit')
      .where('state', 'in', ['accepted', 'unknown'])
      .orderBy('id')
      .execute();
    const last = new Map(rows.map(({ message_id: id, state }) => [id, state]));
    return [...last].flatMap(([id, state]) => (state === 'unknown' ? [id] : []));
  },
});
