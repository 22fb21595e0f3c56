import { backOff, jittered } from './back-off.ts';
import type { Ending, Stopped } from './ending.ts';

/** What the feed does after an attempt to watch ended. */
export type Next =
  | {
      readonly is: 'retry';
      readonly failures: number;
      readonly wait: number;
      readonly reason: string;
    }
  /** `wait`: ms after which it tries again all the same; `undefined`: never. */
  | { readonly is: 'stop'; readonly stopped: Stopped; readonly wait: number | undefined };

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
  { ending, age, failures }: Ended,
  takeoverWait: number | undefined,
  random: () => number,
): Next {
  if (ending.is === 'stopped')
    return {
      is: 'stop',
      stopped: ending,
      wait: ending.why === 'takeover' ? takeoverWait : undefined,
    };
  const now = age >= PROVEN_MS ? 1 : failures + 1;
  const asked = ending.is === 'lost' ? (ending.wait ?? 0) : 0;
  const wait = Math.max(jittered(backOff(now), random), asked);
  return { is: 'retry', failures: now, wait, reason: ending.reason };
}
