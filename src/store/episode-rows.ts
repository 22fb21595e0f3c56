import type { Kysely, Selectable } from 'kysely';
import { KINDS, VENUES } from '../vi/event.ts';
import { oneOf } from './one-of.ts';
import type { EpisodeTable, Tables } from './schema.ts';
import type { EpisodeRows, StoredEpisode } from './store.ts';

const STATES = ['active', 'released', 'unconfirmed'] as const;

const toEpisode = (row: Selectable<EpisodeTable>): StoredEpisode => ({
  id: row.id,
  day: row.day,
  stock: row.stock,
  triggerTime: row.trigger_time,
  kind: oneOf(KINDS, row.kind),
  venue: oneOf(VENUES, row.venue),
  state: oneOf(STATES, row.state) ?? 'active',
  releaseTime: row.release_time ?? undefined,
});

export const episodeRows = (db: Kysely<Tables>): EpisodeRows => ({
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
  async episodesSince(day) {
    const rows = await db.selectFrom('episodes').selectAll().where('day', '>=', day).execute();
    return rows.map(toEpisode);
  },
});
