import type { ViEvent } from '../vi/event.ts';
import type { Openings } from './openings.ts';
import type { Truth } from './three-valued.ts';

export interface Mentions {
  readonly stocks: readonly string[];
  readonly lists: readonly string[];
}

/** One word of a rule with its test. `match` and `explain` both call exactly this. */
export interface Condition {
  /** The test as it was written: `>= 10`. */
  readonly test: string;
  /** `undefined`: the event lacks the value. */
  holds(event: ViEvent): Truth;
  /** The value seen, for people; `undefined`: the event lacks it. */
  seen(event: ViEvent): string | undefined;
  /**
   * For a test that looks at the stock alone: `false` when no event of this code can hold. An index
   * may then pass the rule over.
   */
  readonly mayHold?: (code: string) => boolean;
  /** The stocks and watchlists it names, for warnings. */
  readonly mentions?: Mentions;
  /** For a test of time, session or venue: when it can hold, for a warning. */
  readonly openings?: Openings;
}

interface Parts<Value> {
  readonly test: string;
  readonly read: (event: ViEvent) => Value | undefined;
  readonly holds: (value: Value) => Truth;
  readonly show: (value: Value) => string;
}

/** A condition that tests one value of the event. */
export const condition = <Value>({ test, read, holds, show }: Parts<Value>): Condition => ({
  test,
  holds(event) {
    const value = read(event);
    return value === undefined ? undefined : holds(value);
  },
  seen(event) {
    const value = read(event);
    return value === undefined ? undefined : show(value);
  },
});
