import type { Sample } from './sample.ts';

/** A matcher with its rules loaded. */
export interface Matcher {
  /** Finds the rules that the sample's event `n` matches. Only this is timed. */
  match(n: number): void | Promise<void>;
  /** The ids of what was found last, in any order. */
  ids(): readonly number[];
}

/** Loads the rules, and turns the events into what it takes. */
export type Contestant = (sample: Sample) => Matcher;
