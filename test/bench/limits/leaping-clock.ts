import type { Clock } from '../../../src/platform/clock.ts';

/** A clock for one timer, whose time leaps to it: only the work between takes time of the machine. */
export interface LeapingClock extends Clock {
  /** To the timer, which fires; `false`: none waits. */
  leap(): boolean;
}

export function leapingClock(): LeapingClock {
  let now = 0;
  let timer: { readonly at: number; readonly fn: () => void } | undefined;
  return {
    now: () => now,
    elapsed: () => now,
    after(ms, fn) {
      const own = { at: now + ms, fn };
      timer = own;
      return () => void (timer = timer === own ? undefined : timer);
    },
    leap() {
      const due = timer;
      if (due === undefined) return false;
      timer = undefined;
      now = Math.max(now, due.at);
      due.fn();
      return true;
    },
  };
}
