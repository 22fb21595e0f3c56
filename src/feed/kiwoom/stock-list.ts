import * as z from 'zod';
import type { Market, StockType } from '../../vi/event.ts';
import { isStockCode, withoutPrefix, type Stock, type StockList } from '../../vi/stock.ts';
import type { Lost, Stopped } from './ending.ts';
import type { Rest, Row } from './rest.ts';

export type StockListOutcome =
  | { readonly is: 'stocks'; readonly stocks: StockList }
  | Lost
  | Stopped;

/** ka10099's `mrkt_tp`. KOSPI holds ETF and ETN too (kiwoom.md 4). */
const MARKET_TYPES = [
  { asked: '0', market: 'kospi' },
  { asked: '10', market: 'kosdaq' },
] as const satisfies readonly { asked: string; market: Market }[];

const TYPE_OF_MARKET_CODE: ReadonlyMap<string, StockType> = new Map([
  ['8', 'etf'],
  ['60', 'etn'],
  ['70', 'etn'],
  ['90', 'etn'],
  ['6', 'reit'],
]);

const rowSchema = z.looseObject({
  code: z.string().transform((code) => withoutPrefix(code.trim())),
  name: z.string().trim(),
  marketCode: z.union([z.string().trim(), z.number()]).transform(String).optional(),
  nxtEnable: z.string().trim().optional(),
});

/** The type by the broker's market code, then by name and code (kiwoom.md 4). */
export function stockType(code: string, name: string, marketCode: string): StockType {
  const listed = TYPE_OF_MARKET_CODE.get(marketCode);
  if (listed !== undefined) return listed;
  if (name.includes('스팩')) return 'spac';
  return code.endsWith('0') ? 'stock' : 'preferred';
}

/** The market is the one that was asked for, not the row's. `undefined`: not a stock's row. */
export function toStock(row: Row, market: Market): Stock | undefined {
  const { data } = rowSchema.safeParse(row);
  if (data === undefined || !isStockCode(data.code)) return undefined;
  const { code, name } = data;
  const type = stockType(code, name, data.marketCode ?? '');
  return { code, name, market, type, nxt: data.nxtEnable === 'Y' };
}

/** A later stock of the same code takes the place of an earlier one. */
export const byCode = (stocks: readonly Stock[]): StockList =>
  new Map(stocks.map((stock) => [stock.code, stock]));

/** Both markets' lists; all or nothing, so that half a list never replaces a whole one. */
export async function fetchStockList(rest: Rest): Promise<StockListOutcome> {
  const stocks: Stock[] = [];
  for (const { asked, market } of MARKET_TYPES) {
    const answer = await rest.rows('ka10099', { mrkt_tp: asked }, 'list');
    if (answer.is !== 'rows') return answer;
    const found = answer.rows.flatMap((row) => toStock(row, market) ?? []);
    if (found.length === 0) return { is: 'lost', reason: `ka10099: no stock of ${market}` };
    stocks.push(...found);
  }
  return { is: 'stocks', stocks: byCode(stocks) };
}
