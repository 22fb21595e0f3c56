import type { Standing } from '../store/outcome.ts';
import type { Day, TimeOfDay } from '../vi/kst.ts';

/** How often something concerned one stock. */
export interface StockCount {
  readonly name: string;
  readonly count: number;
}

/** What a day came to, as one channel lived it. */
export interface DaySummary {
  readonly day: Day;
  /** All interruptions that were heard of, whatever the rules. */
  readonly all: {
    readonly count: number;
    readonly up: number;
    readonly down: number;
    readonly stocks: number;
  };
  /** The stocks that were interrupted most. */
  readonly busiest: readonly StockCount[];
  /** The events that rules asked for in this channel, each counted once, by how they ended. */
  readonly ended: Readonly<Record<Standing, number>>;
  /** The alert that came longest after its trigger; `undefined`: none was told. */
  readonly slowest:
    | { readonly name: string; readonly triggerTime: TimeOfDay; readonly ms: number }
    | undefined;
  /** The stocks of which most was muted. */
  readonly muted: readonly StockCount[];
  /** ms of the market's day in which the broker was not watched. */
  readonly unwatched: number;
}
