import type { Market, StockCode, StockType } from './event.ts';

/** One row of the broker's stock list (ka10099). */
export interface Stock {
  readonly code: StockCode;
  readonly name: string;
  readonly market: Market;
  readonly type: StockType;
  /** Whether it also trades on NXT. A lone `_AL` copy of one that does not is KRX. */
  readonly nxt: boolean;
}

/** All listed stocks by code; empty until the list is loaded. */
export type StockList = ReadonlyMap<StockCode, Stock>;

const CODE = /^[0-9A-Z]{6}$/;

/** Whether a text can be a code: six of 0-9 and A-Z with at least one digit. */
export const isStockCode = (text: string): boolean => CODE.test(text) && /\d/.test(text);
