import { dirname } from 'node:path';
import type { Settings } from '../settings/settings.ts';
import type { StockList } from '../vi/stock.ts';
import { byCode } from './kiwoom/stock-list.ts';
import { keptStocks } from './kiwoom/stock-keeper.ts';
import { SIMULATED_STOCKS } from './simulator/simulated-stock.ts';

/**
 * The stocks that the bot of these settings has, without asking anybody: the simulated market's,
 * or the list that it last kept beside its store.
 */
export const knownStocks = async ({
  feed,
  store,
}: Pick<Settings, 'feed' | 'store'>): Promise<StockList> =>
  feed.source === 'simulator' ? byCode(SIMULATED_STOCKS) : keptStocks(dirname(store.path));
