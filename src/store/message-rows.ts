import type { Kysely, Selectable } from 'kysely';
import { builtOnce, idOf, type Give } from './built-once.ts';
import type { MessageTable, Tables } from './schema.ts';
import type { MessageRows } from './store.ts';

type Message = Selectable<MessageTable>;

const add = builtOnce((db, give: Give<Pick<Message, 'channel' | 'draft' | 'created_at'>>) =>
  db
    .insertInto('messages')
    .values({ channel: give('channel'), draft: give('draft'), created_at: give('created_at') })
    .returning('id'),
);

const redraft = builtOnce((db, give: Give<Pick<Message, 'id' | 'draft'>>) =>
  db
    .updateTable('messages')
    .set({ draft: give('draft') })
    .where('id', '=', give('id')),
);

const show = builtOnce((db, give: Give<Pick<Message, 'id' | 'platform_id' | 'shown'>>) =>
  db
    .updateTable('messages')
    .set({ platform_id: give('platform_id'), shown: give('shown') })
    .where('id', '=', give('id')),
);

export const messageRows = (db: Kysely<Tables>): MessageRows => ({
  addMessage: ({ channel, draft, at }) => idOf(add(db, { channel, draft, created_at: at })),
  async redraft(id, draft) {
    await redraft(db, { id, draft });
  },
  async show(id, platformId, text) {
    await show(db, { id, platform_id: platformId, shown: text });
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
