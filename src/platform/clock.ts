import type { EpochMs } from '../vi/kst.ts';

/** Ends a timer; calling it again is harmless. */
export type Cancel = () => void;

/** The only door to time. Tests and replays bring their own. */
export interface Clock {
  /** Wall time; it may step. For what happened when. */
  now(): EpochMs;
  /** Monotonic milliseconds, unrelated to the calendar. For durations. */
  elapsed(): number;
  /** Calls `fn` once after `ms` (at least 0). */
  after(ms: number, fn: () => void): Cancel;
}

const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's own time. A pending timer keeps the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Waits `ms`; ends early, without a fault, when `signal` aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', done, { once: true });
  });
}
