import { sql, type Kysely, type RawBuilder } from 'kysely';
import { STANDINGS } from './outcome.ts';
import type { Tables } from './schema.ts';
import type { CareRows, LedgerCheck } from './care.ts';

type When = Parameters<CareRows['checkLedger']>[0];
type Counting = RawBuilder<{ readonly count: number }>;

const KNOWN = sql.join(STANDINGS.map((word) => sql.lit(word)));

/**
 * That every obligation has one outcome is the primary key's and the guarded update's doing; these
 * are what remains to go wrong. Each counts rows that a sound ledger does not have.
 */
const faultsOf = ({ since, sending }: When): Readonly<Record<string, Counting>> => ({
  'told without a message in the chat': sql`
    select count(*) as count from obligations as o left join messages as m on m.id = o.message_id
    where o.day >= ${since} and o.outcome in ('sent', 'merged') and m.platform_id is null`,
  'no known outcome': sql`
    select count(*) as count from obligations
    where day >= ${since} and outcome not in (${KNOWN})`,
  'no event': sql`
    select count(*) as count from obligations as o left join events as e on e.id = o.event_id
    where o.day >= ${since} and e.id is null`,
  'event of no interruption': sql`
    select count(*) as count from events as e left join episodes as p on p.id = e.episode
    where e.day >= ${since} and p.id is null`,
  'interruption without event': sql`
    select count(*) as count from episodes as p
    where p.day >= ${since} and not exists (select 1 from events as e where e.episode = p.id)`,
  'request without end': sql`
    select count(*) as count from attempts
    where state = 'sending' and started_at <= ${sending}`,
});

async function countOf(db: Kysely<Tables>, counting: Counting): Promise<number> {
  const { rows } = await counting.execute(db);
  return rows[0]?.count ?? 0;
}

/** Looks at the obligations and events since that day, and at requests sent before `sending`. */
export async function checkLedger(db: Kysely<Tables>, when: When): Promise<LedgerCheck> {
  const all: Counting = sql`select count(*) as count from obligations where day >= ${when.since}`;
  const matched = await countOf(db, all);
  const faults: Record<string, number> = {};
  for (const [is, counting] of Object.entries(faultsOf(when))) {
    const count = await countOf(db, counting);
    if (count > 0) faults[is] = count;
  }
  return { matched, faults };
}
