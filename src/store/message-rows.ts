import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { MessageRows } from './store.ts';

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
