import { z } from 'zod';
import { nearest } from '../../yaml/nearest.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { membership } from '../membership.ts';
import { unionOf, type StockSet } from '../stock-set.ts';

/** Knows the lists of the file, so that an unknown one is found out where it stands. */
export const watchlist = (lists: ReadonlyMap<string, StockSet>) => {
  const one = z.string().transform((name, context): { name: string; stocks: StockSet } => {
    const stocks = lists.get(name);
    if (stocks !== undefined) return { name, stocks };
    const params = { near: nearest(name, [...lists.keys()]) };
    context.addIssue({ code: 'custom', message: `\`${name}\`: unknown watchlist`, params });
    return z.NEVER;
  });
  return oneOrMany(one)
    .transform((named) =>
      membership(unionOf(named.map(({ stocks }) => stocks)), {
        stocks: [],
        lists: named.map(({ name }) => name),
      }),
    )
    .meta({ description: 'A watchlist of this file, or several: any of them (Kiwoom 9001).' });
};
