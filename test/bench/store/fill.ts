import { DatabaseSync } from 'node:sqlite';
import { writeDraft } from '../../../src/alert/draft.ts';
import { writeEvent } from '../../../src/store/event-body.ts';
import { addDays, type Day } from '../../../src/vi/kst.ts';
import { viEvent } from '../../helpers/vi-event.ts';
import { alertDraft } from '../../helpers/alert-draft.ts';

/** Rows that one interruption leaves: an episode, an event, two obligations, a message, an attempt. */
export const ROWS_EACH = 6;
/** An extreme day, every day. */
const EXTREME = 5_000;

/** The alert of one event, whose number is put in. */
const DRAFT = alertDraft({ entries: [{ event: 0, rules: [] }] });

/** The numbers 0 to `:count` - 1. */
const NUMBERS = `with recursive n(i) as (select 0 union all select i + 1 from n where i < :count - 1)`;
/** The day and the stock of the `i`-th interruption, the oldest first, of instants on one line. */
const WHEN = `date(:first, (i / :aday) || ' days')`;
const STOCK = `printf('%06d', i % 2500)`;
const AT = `(:start + i / :aday * 86400000 + i % :aday * 4000)`;

const FILLINGS = [
  `insert into episodes (id, day, stock, trigger_time, kind, venue, state, release_time)
   ${NUMBERS} select 'e' || i, ${WHEN}, ${STOCK}, '09:05:00', 'static', 'krx', 'released', '09:07:00' from n`,
  `insert into events (episode, event, day, stock, heard_at, body)
   ${NUMBERS} select 'e' || i, 'trigger', ${WHEN}, ${STOCK}, ${AT}, :body from n`,
  `insert into messages (channel, draft, platform_id, shown, created_at)
   ${NUMBERS} select 'phone', replace(:draft, '"event":0', '"event":' || (i + 1)), 'm' || i, '▲ 삼성전자', ${AT} from n`,
  `insert into attempts (message_id, channel, op, state, started_at, ended_at)
   ${NUMBERS} select i + 1, 'phone', 'post', 'accepted', ${AT}, ${AT} + 80 from n`,
  `insert into obligations (event_id, rule, channel, day, stock, outcome, message_id, at)
   ${NUMBERS} select i + 1, '규칙 ' || i % 20, 'phone', ${WHEN}, ${STOCK}, 'sent', i + 1, ${AT} from n`,
  `insert into obligations (event_id, rule, channel, day, stock, outcome, at)
   ${NUMBERS} select i + 1, '규칙 ' || i % 20, 'desk', ${WHEN}, ${STOCK},
     case i % 10 when 0 then 'expired' else 'suppressed' end, ${AT} from n`,
];

/**
 * Fills a ledger with so many rows in all, up to the day before `today`; `aday`: interruptions a
 * day.
 */
export function fill(path: string, rows: number, today: Day, aday = EXTREME): void {
  const db = new DatabaseSync(path);
  const count = Math.floor(rows / ROWS_EACH);
  const first = addDays(today, -Math.ceil(count / aday));
  const start = Date.parse(`${first}T09:00:00+09:00`);
  const body = writeEvent(viEvent({ day: first }));
  const given = { count, aday, first, start, body, draft: writeDraft(DRAFT) };
  db.exec('pragma synchronous = off; pragma cache_size = -400000; begin');
  for (const filling of FILLINGS) {
    const statement = db.prepare(filling);
    const named = Object.entries(given).filter(([name]) => filling.includes(`:${name}`));
    statement.run(Object.fromEntries(named));
  }
  db.exec('commit; analyze; pragma wal_checkpoint(truncate)');
  db.close();
}
