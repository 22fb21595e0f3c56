import type { Kysely, Selectable } from 'kysely';
import { KINDS, VENUES } from '../vi/event.ts';
import { readEvent, writeEvent } from './event-body.ts';
import type { EpisodeTable, Tables } from './schema.ts';
import type { EventRows, StoredEpisode, StoredEvent } from './store.ts';

const MALFORMED_KEPT = 100;
const EPISODE_STATES = ['active', 'released', 'unconfirmed'] as const;

/** The member of a list that equals a stored text: types from outside without a cast. */
export const oneOf = <T extends string>(list: readonly T[], text: string | null): T | undefined =>
  list.find((item) => item === text);

const toEpisode = (row: Selectable<EpisodeTable>): StoredEpisode => ({
  id: row.id,
  day: row.day,
  stock: row.stock,
  triggerTime: row.trigger_time,
  kind: oneOf(KINDS, row.kind),
  venue: oneOf(VENUES, row.venue),
  state: oneOf(EPISODE_STATES, row.state) ?? 'active',
  releaseTime: row.release_time ?? undefined,
});

const toStored = (row: { id: number; episode: string; body: string }): StoredEvent => ({
  id: row.id,
  episode: row.episode,
  event: readEvent(row.body),
});

export const eventRows = (db: Kysely<Tables>): EventRows => ({
  async addEpisode(episode) {
    const { triggerTime, releaseTime, kind, venue, ...same } = episode;
    await db
      .insertInto('episodes')
      .values({
        ...same,
        trigger_time: triggerTime,
        release_time: releaseTime ?? null,
        kind: kind ?? null,
        venue: venue ?? null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  async changeEpisode(id, { state, releaseTime, venue }) {
    await db
      .updateTable('episodes')
      .set({ state, release_time: releaseTime ?? null, venue: venue ?? null })
      .where('id', '=', id)
      .execute();
  },
  async addEvent(episode, event) {
    const { day, stock } = event;
    const row = {
      episode,
      event: event.event,
      day,
      stock,
      heard_at: event.heardAt,
      body: writeEvent(event),
    };
    const added = await db
      .insertInto('events')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return added?.id;
  },
  async episodesSince(day) {
    const rows = await db.selectFrom('episodes').selectAll().where('day', '>=', day).execute();
    return rows.map(toEpisode);
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
  async lastEvents(count) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(count)
      .execute();
    return rows.map(toStored);
  },
  async keepMalformed(at, why, frame) {
    const added = await db
      .insertInto('malformed')
      .values({ at, why, frame })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .deleteFrom('malformed')
      .where('id', '<=', added.id - MALFORMED_KEPT)
      .execute();
  },
});
