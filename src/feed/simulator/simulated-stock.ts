import * as z from 'zod';
import { MARKETS, STOCK_TYPES } from '../../vi/event.ts';
import rows from './stocks.json' with { type: 'json' };

const schema = z.object({
  code: z.string(),
  name: z.string(),
  market: z.enum(MARKETS),
  type: z.enum(STOCK_TYPES),
  /** Whether it trades on NXT too. */
  nxt: z.boolean(),
  /** Won: the previous day's close. */
  close: z.number(),
  /** Million won: what it trades on a calm day. */
  turnover: z.number(),
});

/** A stock of the simulated market: a real name and code, with an invented price. */
export type SimulatedStock = Readonly<z.infer<typeof schema>>;

/** All that the simulated market trades, checked as the program loads. */
export const SIMULATED_STOCKS: readonly SimulatedStock[] = z.array(schema).parse(rows);
