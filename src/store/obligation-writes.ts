import type { Kysely, Selectable } from 'kysely';
import { builtOnce, type Give } from './built-once.ts';
import type { Obligation, ObligationKey, ObligationWrites } from './obligation.ts';
import { REOPENED } from './outcome.ts';
import type { ObligationTable, Tables } from './schema.ts';

type Row = Selectable<ObligationTable>;
type Key = Pick<Row, 'event_id' | 'rule' | 'channel'>;

const keyOf = ({ eventId, rule, channel }: ObligationKey): Key => ({
  event_id: eventId,
  rule,
  channel,
});

const one = (db: Kysely<Tables>, give: Give<Key>) =>
  db
    .updateTable('obligations')
    .where('event_id', '=', give('event_id'))
    .where('rule', '=', give('rule'))
    .where('channel', '=', give('channel'));

const add = builtOnce((db, give: Give<Row>) =>
  db
    .insertInto('obligations')
    .values({
      event_id: give('event_id'),
      rule: give('rule'),
      channel: give('channel'),
      day: give('day'),
      stock: give('stock'),
      outcome: give('outcome'),
      reason: give('reason'),
      message_id: give('message_id'),
      mute_id: give('mute_id'),
      instead_of: give('instead_of'),
      at: give('at'),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const list = builtOnce((db, give: Give<Key & Pick<Row, 'message_id'>>) =>
  one(db, give).set({ message_id: give('message_id') }),
);

const bind = builtOnce((db, give: Give<Key & Pick<Row, 'message_id'>>) =>
  one(db, give)
    .set({ message_id: give('message_id') })
    .where('outcome', '=', 'waiting'),
);

/** What is not told of an ending stays as it is. */
const settle = builtOnce((db, give: Give<Omit<Row, 'day' | 'stock' | 'instead_of'>>) =>
  one(db, give)
    .set((row) => ({
      outcome: give('outcome'),
      reason: give('reason'),
      at: give('at'),
      message_id: row.fn.coalesce(give('message_id'), 'message_id'),
      mute_id: row.fn.coalesce(give('mute_id'), 'mute_id'),
    }))
    .where('outcome', '=', 'waiting'),
);

const toRow = ({ eventId, muteId, reason, insteadOf, ...same }: Obligation, at: number): Row => ({
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
    for (const key of keys) await bind(db, { ...keyOf(key), message_id: messageId ?? null });
  },
  async list(keys, messageId) {
    for (const key of keys) await list(db, { ...keyOf(key), message_id: messageId });
  },
});

/** What changes the ledger. Only rows that still wait ever change their outcome. */
export const obligationWrites = (db: Kysely<Tables>): ObligationWrites => ({
  ...bindings(db),
  async addObligations(rows, at) {
    for (const row of rows) await add(db, toRow(row, at));
  },
  async settle(keys, { outcome, reason, at, messageId, muteId }) {
    const change = {
      outcome,
      reason: reason ?? null,
      at,
      message_id: messageId ?? null,
      mute_id: muteId ?? null,
    };
    for (const key of keys) await settle(db, { ...keyOf(key), ...change });
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
