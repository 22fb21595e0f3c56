import { sql, type Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { AttemptOp, AttemptRows } from './store.ts';

const toOp = (text: string): AttemptOp => (text === 'edit' ? 'edit' : 'post');

const writes = (db: Kysely<Tables>): Pick<AttemptRows, 'openAttempt' | 'closeAttempt'> => ({
  async openAttempt({ messageId, channel, op }, at) {
    const none = { reason: null, ended_at: null, retry_at: null };
    const added = await db
      .insertInto('attempts')
      .values({ message_id: messageId, channel, op, state: 'sending', started_at: at, ...none })
      .returning('id')
      .executeTakeFirstOrThrow();
    return added.id;
  },
  async closeAttempt(id, { state, at, reason, retryAt }) {
    await db
      .updateTable('attempts')
      .set({ state, ended_at: at, reason: reason ?? null, retry_at: retryAt ?? null })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute();
  },
});

export const attemptRows = (db: Kysely<Tables>): AttemptRows => ({
  ...writes(db),
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
  async recentAttempts(since) {
    const rows = await db
      .selectFrom('attempts')
      .select(['channel', 'op', 'started_at', 'ended_at', 'retry_at'])
      .where((or) => or.or([or('ended_at', '>=', since), or('retry_at', '>=', since)]))
      .orderBy('ended_at')
      .execute();
    return rows.map(({ channel, op, started_at, ended_at, retry_at }) => ({
      channel,
      op: toOp(op),
      countedAt: ended_at ?? started_at,
      retryAt: retry_at ?? undefined,
    }));
  },
});
