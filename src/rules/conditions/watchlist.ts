import { knownName } from '../../yaml/known-name.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { membership } from '../membership.ts';
import { unionOf, type StockSet } from '../stock-set.ts';

/** Knows the lists of the file, so that an unknown one is found out where it stands. */
export const watchlist = (lists: ReadonlyMap<string, StockSet>) =>
  oneOrMany(knownName('watchlist', [...lists.keys()]))
    .transform((names) => {
      const sets = names.map((name) => lists.get(name)).filter((set) => set !== undefined);
      return membership(unionOf(sets), { stocks: [], lists: names });
    })
    .meta({ description: 'A watchlist of this file, or several: any of them (Kiwoom 9001).' });
