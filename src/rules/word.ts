import type * as z from 'zod';
import type { Venue, ViEvent } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';
import type { KnownNames } from '../yaml/known-name.ts';
import type { Condition, StockTest } from './condition.ts';
import type { Span } from './span.ts';
import type { StockSet } from './stock-set.ts';
import type { Truth } from './three-valued.ts';

/** The stocks that a test names, its watchlists resolved. */
export type StocksOf = (test: StockTest) => StockSet;

/** A word of the language: how it is written, and what an event says to it. */
export interface Word<Test extends Condition> {
  /** What may stand behind it. `lists`: the names of the watchlists. */
  schema(lists: KnownNames): z.ZodType<Test>;
  /** `undefined`: the event lacks the value. */
  holds(test: Test, event: ViEvent, stocksOf: StocksOf): Truth;
  /** The value seen, for people; `undefined`: the event lacks it. */
  seen(event: ViEvent): string | undefined;
  /** For a word of time, session or venue: when its test can hold, for a warning. */
  readonly openings?: (test: Test, day: Day, venue: Venue | undefined) => readonly Span[];
}
