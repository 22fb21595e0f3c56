import type { Condition, Mentions } from './condition.ts';
import type { StockSet } from './stock-set.ts';

/** The condition that the event's stock is one of these. */
export const membership = (stocks: StockSet, mentions: Mentions): Condition => ({
  test: [...mentions.stocks, ...mentions.lists].join(', '),
  mentions,
  holds: ({ stock, name }) => stocks.has(stock, name),
  seen: ({ stock, name }) => (name === undefined ? stock : `${stock} ${name}`),
  mayHold: (code) => stocks.has(code, undefined) !== false,
});
