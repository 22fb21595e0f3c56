import type { Kysely, Selectable } from 'kysely';
import { builtOnce, type Give } from './built-once.ts';
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

type Row = Omit<Selectable<EpisodeTable>, 'history'>;

const add = builtOnce((db, give: Give<Row>) =>
  db
    .insertInto('episodes')
    .values({
      id: give('id'),
      day: give('day'),
      stock: give('stock'),
      trigger_time: give('trigger_time'),
      kind: give('kind'),
      venue: give('venue'),
      state: give('state'),
      release_time: give('release_time'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
);

const change = builtOnce((db, give: Give<Pick<Row, 'id' | 'state' | 'release_time' | 'venue'>>) =>
  db
    .updateTable('episodes')
    .set({ state: give('state'), release_time: give('release_time'), venue: give('venue') })
    .where('id', '=', give('id')),
);

export const episodeRows = (db: Kysely<Tables>): EpisodeRows => ({
  async addEpisode({ triggerTime, releaseTime, kind, venue, ...same }) {
    const added = await add(db, {
      ...same,
      trigger_time: triggerTime,
      release_time: releaseTime ?? null,
      kind: kind ?? null,
      venue: venue ?? null,
    });
    return added.length > 0;
  },
  async changeEpisode(id, { state, releaseTime, venue }) {
    await change(db, { id, state, release_time: releaseTime ?? null, venue: venue ?? null });
  },
  async episodesSince(day) {
    const rows = await db.selectFrom('episodes').selectAll().where('day', '>=', day).execute();
    return rows.map(toEpisode);
  },
});
