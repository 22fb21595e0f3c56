import { oneOrMany } from '../../yaml/one-or-many.ts';
import type { StockTest } from '../condition.ts';
import { stockText } from '../stock-text.ts';
import { stockWord } from '../stock-word.ts';
import type { Word } from '../word.ts';

export const stock: Word<StockTest> = {
  ...stockWord,
  schema: () =>
    oneOrMany(stockText)
      .transform((stocks): StockTest => ({
        is: 'stock',
        word: 'stock',
        test: stocks.join(', '),
        stocks,
        lists: [],
      }))
      .meta({ description: 'A code or an exact name, or several (Kiwoom 9001, 302).' }),
};
