import type { StockTest } from './condition.ts';
import type { Word } from './word.ts';

/** What the words that ask which stock it is share: all but how they are written. */
export const stockWord: Omit<Word<StockTest>, 'schema'> = {
  holds: (test, { stock, name }, stocksOf) => stocksOf(test).has(stock, name),
  seen: ({ stock, name }) => (name === undefined ? stock : `${stock} ${name}`),
};
