import type { Cancel, Clock } from './clock.ts';

/** A timer that was set late in a turn of the loop rings a little early. */
const EARLY_MS = 20;

/**
 * ms until the next beat, a multiple of `ms` of the monotonic time. Who works on the beat shares
 * one wake-up of the process with all who do.
 */
export function untilBeat(clock: Clock, ms: number): number {
  return Math.ceil(ms - ((clock.elapsed() + EARLY_MS) % ms)) + EARLY_MS;
}

/**
 * Does the work on each beat of `ms`, one at a time, until it is cancelled. What it throws goes to
 * `fault`, and it is done again all the same.
 */
export function every(
  clock: Clock,
  ms: number,
  work: () => Promise<void>,
  fault: (error: unknown) => void,
): Cancel {
  let isOver = false;
  let cancel: Cancel = () => undefined;
  const again = (): void => {
    if (isOver) return;
    cancel = clock.after(untilBeat(clock, ms), () => {
      work().catch(fault).finally(again);
    });
  };
  again();
  return () => {
    isOver = true;
    cancel();
  };
}
