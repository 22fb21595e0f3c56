import { backOff, jittered } from '../../platform/back-off.ts';
import type { FeedState } from '../feed.ts';
import type { Ending } from './ending.ts';

/** What the feed does after an attempt to watch ended. */
export interface Next {
  /** What it is from now on. */
  readonly state: Exclude<FeedState, { is: 'watching' }>;
  /** Attempts in a row that failed. */
  readonly failures: number;
  /** ms until it tries again; `undefined`: never. */
  readonly wait: number | undefined;
}

/** An attempt to watch that is over. */
export interface Ended {
  readonly ending: Ending;
  /** ms since the attempt began. */
  readonly age: number;
  /** Attempts in a row that failed before this one. */
  readonly failures: number;
}

/** A connection this old starts the back-off anew: a clean exit proves nothing (kiwoom.md 2). */
const PROVEN_MS = 60_000;

/** `takeoverWait`: ms after R10001, as the operator set it. `random`: 0 to 1. */
export function afterEnding(
  ended: Ended,
  takeoverWait: number | undefined,
  random: () => number,
): Next {
  const { ending, age } = ended;
  if (ending.is === 'stopped') {
    const wait = ending.why === 'takeover' ? takeoverWait : undefined;
    return { state: ending, failures: 0, wait };
  }
  const failures = age >= PROVEN_MS ? 1 : ended.failures + 1;
  const asked = ending.is === 'lost' ? (ending.wait ?? 0) : 0;
  return {
    state: { is: 'connecting', attempt: failures + 1, reason: ending.reason },
    failures,
    wait: Math.max(jittered(backOff(failures), random), asked),
  };
}
