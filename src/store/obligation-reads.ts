import { sql, type Kysely } from 'kysely';
import { readEvent } from './event-body.ts';
import { oneOf } from './one-of.ts';
import type { LedgerFilter, ObligationReads, WaitingRow } from './obligation.ts';
import { BEFORE_WATCHING, OUTCOMES, REOPENED, type Standing } from './outcome.ts';
import type { Tables } from './schema.ts';

const TOLD = ['sent', 'merged'] as const;

/** A text that is no known outcome can only be one that still waits. */
const toStanding = (text: string): Standing => oneOf(OUTCOMES, text) ?? 'waiting';

const withEvents = (db: Kysely<Tables>) =>
  db
    .selectFrom('obligations')
    .innerJoin('events', 'events.id', 'obligations.event_id')
    .select(['obligations.rule', 'obligations.channel', 'obligations.message_id'])
    .select('obligations.instead_of')
    .select(['events.id', 'events.episode', 'events.body']);

const toWaiting = (row: {
  rule: string;
  channel: string;
  message_id: number | null;
  instead_of: string | null;
  id: number;
  episode: string;
  body: string;
}): WaitingRow => ({
  id: row.id,
  eventId: row.id,
  rule: row.rule,
  channel: row.channel,
  messageId: row.message_id ?? undefined,
  insteadOf: row.instead_of ?? undefined,
  episode: row.episode,
  event: readEvent(row.body),
});

function ledgerQuery(db: Kysely<Tables>, filter: LedgerFilter) {
  let query = db
    .selectFrom('obligations as o')
    .innerJoin('events as e', 'e.id', 'o.event_id')
    .innerJoin('episodes as p', 'p.id', 'e.episode')
    .leftJoin('messages as m', 'm.id', 'o.message_id')
    .select(['o.day', 'o.stock', 'p.venue', 'p.kind', 'p.trigger_time', 'e.event', 'o.rule'])
    .select(['o.channel', 'o.outcome', 'o.reason', 'm.platform_id as message_id', 'o.at'])
    .orderBy('e.id')
    .orderBy('o.rule')
    .orderBy('o.channel');
  if (filter.from !== undefined) query = query.where('o.day', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('o.day', '<=', filter.to);
  if (filter.stock !== undefined) query = query.where('o.stock', '=', filter.stock);
  return query;
}

/** Obligations with their events, for taking up where the last process stopped. */
const openRows = (
  db: Kysely<Tables>,
): Pick<ObligationReads, 'matchedOf' | 'waiting' | 'reopened' | 'unlisted'> => ({
  matchedOf: (eventId) =>
    db
      .selectFrom('obligations')
      .select(['event_id as eventId', 'rule', 'channel'])
      .where('event_id', '=', eventId)
      .execute(),
  async waiting() {
    const rows = await withEvents(db)
      .where('outcome', '=', 'waiting')
      .orderBy('events.id')
      .execute();
    return rows.map(toWaiting);
  },
  async reopened() {
    const rows = await withEvents(db)
      .where('outcome', '=', 'waiting')
      .where('reason', '=', REOPENED)
      .where('obligations.message_id', 'is', null)
      .orderBy('events.id')
      .execute();
    return rows.map(toWaiting);
  },
  async unlisted(since) {
    const rows = await withEvents(db)
      .where('outcome', '=', 'expired')
      .where('reason', 'is distinct from', BEFORE_WATCHING)
      .where('message_id', 'is', null)
      .where('at', '>=', since)
      .orderBy('events.id')
      .execute();
    return rows.map(toWaiting);
  },
});

/** What was told, and how often. */
const countRows = (db: Kysely<Tables>): Pick<ObligationReads, 'told' | 'counts' | 'hiddenBy'> => ({
  async told(since) {
    const rows = await db
      .selectFrom('obligations')
      .select(['rule', 'channel', 'stock', 'at', 'outcome'])
      .where('outcome', 'in', TOLD)
      .where('at', '>=', since)
      .orderBy('at')
      .execute();
    return rows.map((row) => ({ ...row, outcome: oneOf(TOLD, row.outcome) ?? 'sent' }));
  },
  async counts(day) {
    let query = db
      .selectFrom('obligations')
      .select(['day', 'rule', 'channel', 'outcome', sql<number>`count(*)`.as('count')])
      .groupBy(['day', 'rule', 'channel', 'outcome']);
    if (day !== undefined) query = query.where('day', '=', day);
    const rows = await query.execute();
    return rows.map((row) => ({ ...row, outcome: toStanding(row.outcome) }));
  },
  async hiddenBy(muteId) {
    const row = await db
      .selectFrom('obligations')
      .select(sql<number>`count(distinct event_id)`.as('count'))
      .where('mute_id', '=', muteId)
      .executeTakeFirstOrThrow();
    return row.count;
  },
});

/** What only looks at the ledger. */
export const obligationReads = (db: Kysely<Tables>): ObligationReads => ({
  ...openRows(db),
  ...countRows(db),
  async ledger(filter) {
    const rows = await ledgerQuery(db, filter).execute();
    return rows.map((row) => ({ ...row, outcome: toStanding(row.outcome) }));
  },
});
