import type { Configuration } from '../configuration.ts';
import type { Feed, FeedState } from '../feed/feed.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Environment } from '../settings/environment.ts';
import type { Person, Settings } from '../settings/settings.ts';
import type { Mended } from '../store/mend-store.ts';
import type { Store } from '../store/store.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';

/** What a bot runs on. Everything that touches the world outside comes in here. */
export interface AppParts {
  readonly settings: Settings;
  /** Those to begin with: the configuration's, or the last good ones where it has faults. */
  readonly rules: RuleSet;
  /** As it was read for this start; it is read again whenever its files change. */
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly store: Store;
  readonly clock: Clock;
  /** Sets the wall time, where the clock is a replay's. */
  readonly stepTo?: ((at: EpochMs) => void) | undefined;
  /** 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Where consoles print, and whether a person with a colour terminal reads it. */
  readonly out: (text: string) => void;
  readonly colour: boolean;
  /** What became of the store, when it could not be used. */
  readonly mended?: Mended | undefined;
  /** A fault that only a restart from the store can mend. */
  readonly crash: (fault: unknown) => void;
}

/** What is known right now: the feed changes `feed` and `stocks`, a reload rules and people. */
export interface Live {
  readonly startedAt: EpochMs;
  /** Asks the feed for a stock's minutes; `undefined` before it is open, or where it knows none. */
  bars: Feed['bars'];
  feed: FeedState;
  stocks: StockList;
  rules: RuleSet;
  people: readonly Person[];
  /** Why the files as they are now are not in force. */
  rulesFault: string | undefined;
}
