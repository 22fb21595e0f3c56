import type { Kysely, Selectable } from 'kysely';
import type { ViEvent } from '../vi/event.ts';
import { builtOnce, type Give } from './built-once.ts';
import { readEvent, writeEvent } from './event-body.ts';
import type { StoredEvent } from './obligation.ts';
import type { EventTable, Tables } from './schema.ts';
import type { EventRows } from './store.ts';

const toStored = (row: { id: number; episode: string; body: string }): StoredEvent => ({
  id: row.id,
  episode: row.episode,
  event: readEvent(row.body),
});

type Row = Omit<Selectable<EventTable>, 'id'>;

const add = builtOnce((db, give: Give<Row>) =>
  db
    .insertInto('events')
    .values({
      episode: give('episode'),
      event: give('event'),
      day: give('day'),
      stock: give('stock'),
      heard_at: give('heard_at'),
      body: give('body'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
);

const toRow = (episode: string, event: ViEvent): Row => ({
  episode,
  event: event.event,
  day: event.day,
  stock: event.stock,
  heard_at: event.heardAt,
  body: writeEvent(event),
});

/** Several at once, oldest first unless told otherwise. */
const lists = (
  db: Kysely<Tables>,
): Pick<EventRows, 'eventsById' | 'lastDayBefore' | 'eventsOn' | 'lastEvents'> => ({
  async eventsById(ids) {
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();
    return rows.map(toStored);
  },
  async lastDayBefore(day) {
    const row = await db
      .selectFrom('events')
      .select((one) => one.fn.max('day').as('day'))
      .where('day', '<', day)
      .executeTakeFirst();
    return row?.day ?? undefined;
  },
  async eventsOn(day, page) {
    const all = db.selectFrom('events').selectAll().where('day', '=', day).orderBy('id');
    const asked = page === undefined ? all : all.where('id', '>', page.after).limit(page.most);
    return (await asked.execute()).map(toStored);
  },
  async lastEvents(count) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(count)
      .execute();
    return rows.map(toStored);
  },
});

export const eventRows = (db: Kysely<Tables>): EventRows => ({
  ...lists(db),
  async addEvent(episode, event) {
    const [added] = await add(db, toRow(episode, event));
    return added?.id;
  },
  async triggerOf(episode) {
    const row = await db
      .selectFrom('events')
      .selectAll()
      .where('episode', '=', episode)
      .where('event', '=', 'trigger')
      .executeTakeFirst();
    return row && toStored(row);
  },
});
