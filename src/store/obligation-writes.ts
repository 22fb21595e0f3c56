import type { Kysely } from 'kysely';
import type { ObligationKey, ObligationWrites } from './obligation.ts';
import { REOPENED } from './outcome.ts';
import type { Tables } from './schema.ts';

const one = (db: Kysely<Tables>, key: ObligationKey) =>
  db
    .updateTable('obligations')
    .where('event_id', '=', key.eventId)
    .where('rule', '=', key.rule)
    .where('channel', '=', key.channel);

/** What changes the ledger. Only rows that still wait ever change their outcome. */
export const obligationWrites = (db: Kysely<Tables>): ObligationWrites => ({
  async addObligations(rows, at) {
    if (rows.length === 0) return;
    const values = rows.map(({ eventId, muteId, reason, insteadOf, ...same }) => ({
      ...same,
      event_id: eventId,
      mute_id: muteId ?? null,
      reason: reason ?? null,
      instead_of: insteadOf ?? null,
      message_id: null,
      at,
    }));
    await db
      .insertInto('obligations')
      .values(values)
      .onConflict((c) => c.doNothing())
      .execute();
  },
  async bind(keys, messageId) {
    for (const key of keys) {
      await one(db, key)
        .set({ message_id: messageId ?? null })
        .where('outcome', '=', 'waiting')
        .execute();
    }
  },
  async settle(keys, { outcome, reason, at, messageId, muteId }) {
    const change = {
      outcome,
      reason: reason ?? null,
      at,
      ...(messageId === undefined ? {} : { message_id: messageId }),
      ...(muteId === undefined ? {} : { mute_id: muteId }),
    };
    for (const key of keys)
      await one(db, key).set(change).where('outcome', '=', 'waiting').execute();
  },
  async reopen(day, at) {
    const { numUpdatedRows } = await db
      .updateTable('obligations')
      .set({ outcome: 'waiting', reason: REOPENED, message_id: null, at })
      .where('outcome', '=', 'failed')
      .where('day', '=', day)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },
  async list(keys, messageId) {
    for (const key of keys) await one(db, key).set({ message_id: messageId }).execute();
  },
});
