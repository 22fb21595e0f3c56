import type { StockTest } from './condition.ts';
import { stockSet, unionOf, type StockSet } from './stock-set.ts';
import type { StocksOf } from './word.ts';

/** Looks up each test's stocks once. */
export function stocksIn(lists: ReadonlyMap<string, StockSet>): StocksOf {
  const known = new Map<StockTest, StockSet>();
  const resolve = (test: StockTest): StockSet => {
    const listed = test.lists.map((name) => lists.get(name)).filter((set) => set !== undefined);
    return test.stocks.length > 0 ? unionOf([stockSet(test.stocks), ...listed]) : unionOf(listed);
  };
  return (test) => {
    const set = known.get(test) ?? resolve(test);
    known.set(test, set);
    return set;
  };
}
