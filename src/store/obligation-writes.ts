import type { Kysely } from 'kysely';
import type { Obligation, ObligationKey, ObligationWrites } from './obligation.ts';
import { REOPENED } from './outcome.ts';
import type { Tables } from './schema.ts';

const one = (db: Kysely<Tables>, key: ObligationKey) =>
  db
    .updateTable('obligations')
    .where('event_id', '=', key.eventId)
    .where('rule', '=', key.rule)
    .where('channel', '=', key.channel);

const toRow = ({ eventId, muteId, reason, insteadOf, ...same }: Obligation, at: number) => ({
  ...same,
  event_id: eventId,
  mute_id: muteId ?? null,
  reason: reason ?? null,
  instead_of: insteadOf ?? null,
  message_id: null,
  at,
});

/** In which message they are told, or were listed. */
const bindings = (db: Kysely<Tables>): Pick<ObligationWrites, 'bind' | 'list'> => ({
  async bind(keys, messageId) {
    for (const key of keys) {
      await one(db, key)
        .set({ message_id: messageId ?? null })
        .where('outcome', '=', 'waiting')
        .execute();
    }
  },
  async list(keys, messageId) {
    for (const key of keys) await one(db, key).set({ message_id: messageId }).execute();
  },
});

/** What changes the ledger. Only rows that still wait ever change their outcome. */
export const obligationWrites = (db: Kysely<Tables>): ObligationWrites => ({
  ...bindings(db),
  async addObligations(rows, at) {
    if (rows.length === 0) return;
    await db
      .insertInto('obligations')
      .values(rows.map((row) => toRow(row, at)))
      .onConflict((c) => c.doNothing())
      .execute();
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
});
