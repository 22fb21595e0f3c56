import type { SessionTest } from './session-test.ts';
import type { Range } from './range.ts';
import type { TimeWindow } from '../vi/time-window.ts';

/** Words whose value is one of a few. */
export type CategoryName = 'event' | 'kind' | 'direction' | 'market' | 'venue' | 'type';

/** Words whose value is a number. */
export type NumberName =
  | 'deviation'
  | 'deviation.static'
  | 'deviation.dynamic'
  | 'change'
  | 'count'
  | 'since_last'
  | 'price'
  | 'volume'
  | 'turnover';

interface AsWritten {
  /** The test as it was written: `>= 10`. */
  readonly test: string;
}

export interface CategoryTest extends AsWritten {
  readonly is: 'category';
  readonly word: CategoryName;
  /** Any of these. */
  readonly values: readonly string[];
}

export interface NumberTest extends AsWritten {
  readonly is: 'number';
  readonly word: NumberName;
  /** In any of these. */
  readonly ranges: readonly Range[];
}

export interface StockTest extends AsWritten {
  readonly is: 'stock';
  readonly word: 'stock' | 'watchlist';
  /** Codes and exact names. */
  readonly stocks: readonly string[];
  /** Names of watchlists. */
  readonly lists: readonly string[];
}

export interface NameTest extends AsWritten {
  readonly is: 'name';
  readonly word: 'name';
  readonly globs: readonly string[];
}

export interface TimeTest extends AsWritten {
  readonly is: 'time';
  readonly word: 'time';
  readonly windows: readonly TimeWindow[];
}

export interface SessionsTest extends AsWritten {
  readonly is: 'session';
  readonly word: 'session';
  readonly sessions: readonly SessionTest[];
}

/** `all: true`. */
export interface EveryEvent extends AsWritten {
  readonly is: 'every';
  readonly word: 'all';
}

/**
 * One word of a rule with its test, as plain data: a thread can hand it to another one, and an index
 * can read it. `match` and `explain` both read exactly this.
 */
export type Condition =
  | CategoryTest
  | NumberTest
  | StockTest
  | NameTest
  | TimeTest
  | SessionsTest
  | EveryEvent;
