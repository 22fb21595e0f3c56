import type { Usage } from './usage.ts';

/** By how much of itself, and how much at least, a week may lie above the one it is held against. */
interface Tolerance {
  readonly part: number;
  readonly least: number;
}

const TOLERATED: Readonly<Record<keyof Usage, Tolerance>> = {
  'RSS MB': { part: 0.05, least: 10 },
  'heap MB': { part: 0.05, least: 1 },
  handles: { part: 0, least: 0 },
  files: { part: 0, least: 0 },
  timers: { part: 0, least: 0 },
  rows: { part: 0.01, least: 0 },
  'ledger MB': { part: 0.01, least: 1 },
  'WAL MB': { part: 0.05, least: 1 },
  'copies MB': { part: 0.01, least: 1 },
  'recording KB': { part: 0.05, least: 1 },
};

export const MEASURES: readonly (keyof Usage)[] = [
  'RSS MB',
  'heap MB',
  'handles',
  'files',
  'timers',
  'rows',
  'ledger MB',
  'WAL MB',
  'copies MB',
  'recording KB',
];

/** Days of a week, weekend included. */
export const WEEK = 7;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/** One measure: its mean over the second week, over the last one, and what that may be at most. */
export interface Verdict {
  readonly measure: keyof Usage;
  readonly second: number;
  readonly last: number;
  readonly atMost: number;
  readonly isFlat: boolean;
}

/** Holds the last week against the second, since the first still warms up. */
export const verdictsOn = (days: readonly Usage[]): readonly Verdict[] =>
  MEASURES.map((measure) => {
    const all = days.map((day) => day[measure]);
    const second = mean(all.slice(WEEK, 2 * WEEK));
    const last = mean(all.slice(-WEEK));
    const { part, least } = TOLERATED[measure];
    const atMost = second + Math.max(second * part, least);
    return { measure, second, last, atMost, isFlat: last <= atMost };
  });
