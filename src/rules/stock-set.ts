import type { StockCode } from '../vi/event.ts';
import { isStockCode } from '../vi/stock.ts';
import { allOf, anyOf, not, type Truth } from './three-valued.ts';

/** Stocks by code or exact name. */
export interface StockSet {
  /** `undefined`: only the name could tell, and it is not known. */
  has(stock: StockCode, name: string | undefined): Truth;
}

/** The stocks that these codes and names say. */
export function stockSet(texts: readonly string[]): StockSet {
  const set = new Set(texts);
  const missed = texts.every(isStockCode) ? false : undefined;
  return {
    has(stock, name) {
      if (set.has(stock)) return true;
      return name === undefined ? missed : set.has(name);
    },
  };
}

export function unionOf(sets: readonly StockSet[]): StockSet {
  const [only, ...others] = sets;
  if (only !== undefined && others.length === 0) return only;
  return { has: (stock, name) => anyOf(sets, (set) => set.has(stock, name)) };
}

/** What one set holds and the other does not. */
export const without = (included: StockSet, taken: StockSet): StockSet => ({
  has: (stock, name) =>
    allOf([included.has(stock, name), not(taken.has(stock, name))], (truth) => truth),
});
