import { sql, type Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { AttemptOp, MessageRows } from './store.ts';

const toOp = (text: string): AttemptOp => (text === 'edit' ? 'edit' : 'post');

export const messageRows = (db: Kysely<Tables>): MessageRows => ({
  async addMessage({ channel, draft, at }) {
    const added = await db
      .insertInto('messages')
      .values({ channel, draft, created_at: at, platform_id: null, shown: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return added.id;
  },
  async redraft(id, draft) {
    await db.updateTable('messages').set({ draft }).where('id', '=', id).execute();
  },
  async show(id, platformId, text) {
    await db
      .updateTable('messages')
      .set({ platform_id: platformId, shown: text })
      .where('id', '=', id)
      .execute();
  },
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
  async openAttempts() {
    const rows = await db
      .selectFrom('attempts')
      .select(['id', 'message_id', 'channel', 'op'])
      .where('state', '=', 'sending')
      .orderBy('id')
      .execute();
    return rows.map(({ id, message_id, channel, op }) => ({
      id,
      messageId: message_id,
      channel,
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
      .select(['channel', 'op', 'started_at', 'retry_at'])
      .where((or) => or.or([or('started_at', '>=', since), or('retry_at', '>=', since)]))
      .orderBy('id')
      .execute();
    return rows.map(({ channel, op, started_at, retry_at }) => ({
      channel,
      op: toOp(op),
      startedAt: started_at,
      retryAt: retry_at ?? undefined,
    }));
  },
  async messagesSince(since) {
    const rows = await db
      .selectFrom('messages')
      .selectAll()
      .where('created_at', '>=', since)
      .orderBy('id')
      .execute();
    return rows.map(({ id, channel, draft, platform_id, shown, created_at }) => ({
      id,
      channel,
      draft,
      platformId: platform_id ?? undefined,
      shown: shown ?? undefined,
      createdAt: created_at,
    }));
  },
});
