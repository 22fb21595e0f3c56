import * as z from 'zod';
import { backOff } from '../../platform/back-off.ts';
import { sleep, type Clock } from '../../platform/clock.ts';
import { MARKETS, STOCK_TYPES } from '../../vi/event.ts';
import { dayOf, type Day, type EpochMs } from '../../vi/kst.ts';
import type { StockList } from '../../vi/stock.ts';
import type { Log } from '../../platform/log.ts';
import { cacheFile, type CachePlace } from './cache-file.ts';
import type { Rest } from './rest.ts';
import { byCode, fetchStockList } from './stock-list.ts';

/** What keeping the list needs. `signal` ends it. */
export interface StockKeeperOptions {
  readonly rest: Rest;
  /** A kept list of another host is no use. */
  readonly restUrl: string;
  readonly cache: CachePlace;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How often it looks whether the list is of today. */
const LOOK_MS = 10 * 60_000;
/** The list is renewed at 07:00 KST, before the first session, when the day's listings are in it. */
const DAY_BEGINS_MS = 7 * 3_600_000;

const keptSchema = z.object({
  restUrl: z.string(),
  day: z.string(),
  stocks: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      market: z.enum(MARKETS),
      type: z.enum(STOCK_TYPES),
      nxt: z.boolean(),
    }),
  ),
});

type Kept = z.infer<typeof keptSchema>;

const listDay = (now: EpochMs): Day => dayOf(now - DAY_BEGINS_MS);

/** The broker's list as it will be kept. */
async function fetchToday({ rest, restUrl, clock }: StockKeeperOptions) {
  const answer = await fetchStockList(rest);
  if (answer.is !== 'stocks') return answer;
  const stocks = [...answer.stocks.values()];
  const kept: Kept = { restUrl, day: listDay(clock.now()), stocks };
  return { is: 'kept', kept } as const;
}

/**
 * Hands out the list kept on disk at once, then the broker's own, once every Korean day.
 * Runs until `signal` aborts or the broker says that asking cannot help.
 */
export async function keepStockList(
  options: StockKeeperOptions,
  told: (stocks: StockList) => void,
): Promise<void> {
  const { restUrl, clock, log, signal } = options;
  const cache = cacheFile(options.cache, 'kiwoom-stocks.json', keptSchema);
  let day: Day | undefined;
  const use = (kept: Kept): void => {
    day = kept.day;
    told(byCode(kept.stocks));
  };
  const kept = await cache.read();
  if (kept?.restUrl === restUrl) use(kept);
  for (let failures = 0; !signal.aborted;) {
    if (day !== listDay(clock.now())) {
      const answer = await fetchToday(options);
      if (signal.aborted || answer.is === 'stopped') return;
      failures = answer.is === 'lost' ? failures + 1 : 0;
      if (answer.is === 'lost') log('warn', 'no stock list', { reason: answer.reason });
      else {
        use(answer.kept);
        await cache.write(answer.kept);
      }
    }
    await sleep(clock, failures === 0 ? LOOK_MS : backOff(failures), signal);
  }
}

/** The list as a bot last kept it beside its store, of whatever host; empty when there is none. */
export async function keptStocks(folder: string): Promise<StockList> {
  const cache = cacheFile({ folder, log: () => {} }, 'kiwoom-stocks.json', keptSchema);
  const kept = await cache.read();
  return byCode(kept?.stocks ?? []);
}
