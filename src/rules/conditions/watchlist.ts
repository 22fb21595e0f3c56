import { knownName } from '../../yaml/known-name.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import type { StockTest } from '../condition.ts';
import { stockWord } from '../stock-word.ts';
import type { Word } from '../word.ts';

/** Knows the lists there are, so that an unknown one is found out where it stands. */
export const watchlist: Word<StockTest> = {
  ...stockWord,
  schema: (known) =>
    oneOrMany(knownName('watchlist', known))
      .transform((lists): StockTest => ({
        is: 'stock',
        word: 'watchlist',
        test: lists.join(', '),
        stocks: [],
        lists,
      }))
      .meta({ description: 'A watchlist of this file, or several: any of them (Kiwoom 9001).' }),
};
