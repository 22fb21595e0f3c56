import type { Kysely, Selectable } from 'kysely';
import * as z from 'zod';
import type { Mute, NewMute } from '../vi/mute.ts';
import { builtOnce } from './built-once.ts';
import type { MuteTable, Tables } from './schema.ts';
import type { MuteEnd, MuteRows } from './store.ts';

const target = z.discriminatedUnion('is', [
  z.object({ is: z.literal('stock'), code: z.string(), name: z.string() }),
  z.object({ is: z.literal('watchlist'), name: z.string() }),
  z.object({ is: z.literal('rule'), name: z.string() }),
  z.object({ is: z.literal('all') }),
]);
const scope = z.discriminatedUnion('is', [
  z.object({ is: z.literal('chat'), chat: z.string() }),
  z.object({ is: z.literal('everyone') }),
]);

/** These end by themselves, so their chat is told; the others were answered at once. */
const QUIET_ENDS: readonly MuteEnd[] = ['time', 'release', 'count'];

const toMute = (row: Selectable<MuteTable>): Mute => ({
  id: row.id,
  target: target.parse(JSON.parse(row.target)),
  scope: scope.parse(JSON.parse(row.scope)),
  until: row.until,
  untilRelease: row.until_release === 1,
  nextLeft: row.next_left ?? undefined,
  reason: row.reason ?? undefined,
  by: row.made_by,
  createdAt: row.created_at,
});

const toRow = (mute: NewMute) => ({
  target: JSON.stringify(mute.target),
  scope: JSON.stringify(mute.scope),
  until: mute.until,
  until_release: mute.untilRelease ? (1 as const) : (0 as const),
  next_left: mute.nextLeft ?? null,
  reason: mute.reason ?? null,
  made_by: mute.by,
  created_at: mute.createdAt,
  ended_at: null,
  ended_why: null,
  end_told: 0 as const,
});

const open = builtOnce((db) =>
  db
    .selectFrom('mutes')
    .selectAll()
    .where('end_told', '=', 0)
    .where('ended_at', 'is', null)
    .orderBy('id'),
);

const untold = builtOnce((db) =>
  db
    .selectFrom('mutes')
    .selectAll()
    .where('end_told', '=', 0)
    .where('ended_at', 'is not', null)
    .orderBy('id'),
);

const writes = (
  db: Kysely<Tables>,
): Pick<MuteRows, 'addMute' | 'endMutes' | 'countDown' | 'tellMutes' | 'moveMutes'> => ({
  async addMute(mute) {
    const added = await db
      .insertInto('mutes')
      .values(toRow(mute))
      .returning('id')
      .executeTakeFirstOrThrow();
    return added.id;
  },
  async endMutes(ids, why, at) {
    if (ids.length === 0) return;
    const told = QUIET_ENDS.includes(why) ? 0 : 1;
    await db
      .updateTable('mutes')
      .set({ ended_at: at, ended_why: why, end_told: told })
      .where('id', 'in', ids)
      .where('ended_at', 'is', null)
      .execute();
  },
  async countDown(id, left) {
    await db.updateTable('mutes').set({ next_left: left }).where('id', '=', id).execute();
  },
  async tellMutes(ids) {
    if (ids.length === 0) return;
    await db.updateTable('mutes').set({ end_told: 1 }).where('id', 'in', ids).execute();
  },
  async moveMutes(from, to) {
    const scopeOf = (chat: string): string => JSON.stringify({ is: 'chat', chat });
    await db
      .updateTable('mutes')
      .set({ scope: scopeOf(to) })
      .where('scope', '=', scopeOf(from))
      .execute();
  },
});

export const muteRows = (db: Kysely<Tables>): MuteRows => ({
  ...writes(db),
  async openMutes() {
    return (await open(db, {})).map(toMute);
  },
  async untoldMutes() {
    return (await untold(db, {})).map(toMute);
  },
  async mute(id) {
    const row = await db.selectFrom('mutes').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toMute(row);
  },
});
