import type { Cancel, Clock } from '../../platform/clock.ts';

/** Calls `late` when nothing was heard for the time that is allowed now. */
export interface Watchdog {
  /** From now on `ms` are allowed. */
  allow(ms: number): void;
  heard(): void;
  stop(): void;
}

/**
 * One timer however many frames come: it is set again only when it rings. `alive` is
 * called whenever something was heard.
 */
export function createWatchdog(clock: Clock, late: () => void, alive: () => void): Watchdog {
  let limit = 0;
  let last = clock.elapsed();
  let cancel: Cancel = () => {};
  const wait = (): void => {
    const left = last + limit - clock.elapsed();
    if (left <= 0) late();
    else cancel = clock.after(left, wait);
  };
  return {
    allow(ms) {
      cancel();
      limit = ms;
      last = clock.elapsed();
      wait();
    },
    heard() {
      last = clock.elapsed();
      alive();
    },
    stop: () => cancel(),
  };
}
