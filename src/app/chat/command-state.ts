import type { ChannelFacts, CommandState, Lived, Told } from '../../command/command.ts';
import type { FeedState } from '../../feed/feed.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Person } from '../../settings/settings.ts';
import type { LedgerRow } from '../../store/obligation.ts';
import type { Store } from '../../store/store.ts';
import { dayOf, type Day, type EpochMs } from '../../vi/kst.ts';
import type { StockList } from '../../vi/stock.ts';

/** What commands may look at of a bot, running or not. */
export interface Surroundings {
  readonly store: Store;
  readonly rules: RuleSet;
  /** Why the files as they are now are not in force. */
  readonly rulesFault: string | undefined;
  readonly stocks: StockList;
  readonly people: readonly Person[];
  /** The chat of each channel. */
  readonly chats: ReadonlyMap<string, string>;
  readonly feed: FeedState | undefined;
  readonly channels: readonly ChannelFacts[];
  readonly now: EpochMs;
}

/** What one message of a chat shows. */
const ACTED = 30;

const TOLD: ReadonlySet<string> = new Set(['sent', 'merged']);

const keyOf = (row: Pick<LedgerRow, 'stock' | 'kind' | 'trigger_time' | 'event'>): string =>
  [row.stock, row.trigger_time, row.kind, row.event].join('/');

type Named = CommandState['stocks'];

/** The listed stocks and, of those that today's alerts told of, the others: the chat read their names. */
async function namedStocks(
  { stocks, store, now }: Surroundings,
  rows: readonly LedgerRow[],
): Promise<Named> {
  if (rows.every(({ stock }) => stocks.has(stock))) return stocks;
  const events = await store.rows.eventsOn(dayOf(now));
  const named = events.map(({ event: { stock: code, name = code } }) => ({ code, name }));
  return new Map([...named.map((stock) => [stock.code, stock] as const), ...stocks]);
}

const toldOf = (
  rows: readonly LedgerRow[],
  { chats, rules }: Surroundings,
  stocks: Named,
): readonly Told[] =>
  rows
    .filter(({ outcome }) => TOLD.has(outcome))
    .map((row) => ({
      event: [keyOf(row), row.venue].join('/'),
      stock: row.stock,
      rule: row.rule,
      chat: chats.get(row.channel) ?? row.channel,
      watchlists: rules.watchlistsOf(row.stock, stocks.get(row.stock)?.name),
    }));

/** Today's events, each with its rows. A venue named later stands in the ledger alone. */
async function historyOf(
  store: Store,
  day: Day,
  rows: readonly LedgerRow[],
): Promise<readonly Lived[]> {
  const events = await store.rows.eventsOn(day);
  const marks = await store.rows.histories(day);
  const byEvent = Map.groupBy(rows, keyOf);
  return events.map(({ event, episode }) => {
    const { stock, triggerTime, kind = null, event: type, venue } = event;
    const key = keyOf({ stock, trigger_time: triggerTime, kind, event: type });
    const own = (byEvent.get(key) ?? []).filter((row) => (venue ?? row.venue) === row.venue);
    return { event, episode, rows: own, isAbsent: marks.get(episode) === 'absent' };
  });
}

/** The state at one instant, for one person in one place; with the day's history if it is asked. */
export async function commandState(
  around: Surroundings,
  who: Pick<CommandState, 'person' | 'where' | 'locale'>,
  looksBack: boolean,
): Promise<CommandState> {
  const { now, people, rules, rulesFault, feed, channels, store } = around;
  const today = await store.rows.ledger({ from: dayOf(now) });
  const stocks = await namedStocks(around, today);
  return {
    ...who,
    now,
    people,
    standing: rules.standingMutes,
    rules,
    rulesFault,
    stocks,
    feed,
    channels,
    mutes: await store.rows.openMutes(),
    told: toldOf(today, around, stocks),
    acted: await store.rows.acted({ last: ACTED }),
    history: looksBack ? await historyOf(store, dayOf(now), today) : [],
  };
}
