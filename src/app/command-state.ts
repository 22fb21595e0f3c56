import type { ChannelFacts, CommandState, Told } from '../command/command.ts';
import type { FeedState } from '../feed/feed.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Person } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import { dayOf, type EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';

/** What commands may look at of a bot, running or not. */
export interface Surroundings {
  readonly store: Store;
  readonly rules: RuleSet;
  readonly stocks: StockList;
  readonly people: readonly Person[];
  /** The chat of each channel. */
  readonly chats: ReadonlyMap<string, string>;
  readonly feed: FeedState | undefined;
  readonly channels: readonly ChannelFacts[];
  readonly now: EpochMs;
}

const TOLD: ReadonlySet<string> = new Set(['sent', 'merged']);

async function toldToday({
  store,
  rules,
  stocks,
  chats,
  now,
}: Surroundings): Promise<readonly Told[]> {
  const rows = await store.rows.ledger({ from: dayOf(now) });
  return rows
    .filter(({ outcome }) => TOLD.has(outcome))
    .map(({ stock, rule, channel, day, trigger_time, kind, venue, event }) => ({
      event: [day, stock, trigger_time, kind, venue, event].join('/'),
      stock,
      rule,
      chat: chats.get(channel) ?? channel,
      watchlists: rules.watchlistsOf(stock, stocks.get(stock)?.name),
    }));
}

/** The state at one instant, for one person in one place. */
export async function commandState(
  around: Surroundings,
  who: Pick<CommandState, 'person' | 'where' | 'locale'>,
): Promise<CommandState> {
  const { now, people, rules, stocks, feed, channels } = around;
  return {
    ...who,
    now,
    people,
    standing: rules.standingMutes,
    rules,
    stocks,
    feed,
    channels,
    mutes: await around.store.rows.openMutes(),
    told: await toldToday(around),
  };
}
