import type { Market, StockCode, StockType, ViEvent } from './event.ts';

/** One row of the broker's stock list (ka10099). */
export interface Stock {
  readonly code: StockCode;
  readonly name: string;
  readonly market: Market;
  readonly type: StockType;
  /** Whether it also trades on NXT. A lone `_AL` copy of one that does not is KRX. */
  readonly nxt: boolean;
}

type Known = Pick<ViEvent, 'name' | 'market' | 'type'>;

/**
 * What is known of a stock beside what a frame tells: the list's market wins over 9008, its name
 * fills a missing one, and only it knows the type (kiwoom.md 1, 4).
 */
export const asListed = (
  told: Pick<Known, 'name' | 'market'>,
  stock: Stock | undefined,
): Known => ({
  name: told.name ?? stock?.name,
  market: stock?.market ?? told.market,
  type: stock?.type,
});

/** All listed stocks by code; empty until the list is loaded. */
export type StockList = ReadonlyMap<StockCode, Stock>;

const CODE = /^[0-9A-Z]{6}$/;

/** Whether a text can be a code: six of 0-9 and A-Z with at least one digit. */
export const isStockCode = (text: string): boolean => CODE.test(text) && /\d/.test(text);

/** Older types write `A005930` or `Q500001`; a code of six may itself start with A or Q. */
export const withoutPrefix = (code: string): string =>
  /^[AQ].{6}$/.test(code) ? code.slice(1) : code;
