import { systemClock, type Clock } from '../../src/platform/clock.ts';
import { instantOf, type Day, type TimeOfDay } from '../../src/vi/kst.ts';

/** A Friday with trading. */
export const TRADING_DAY: Day = '2026-11-20';

/**
 * The machine's own clock with another wall time, so that what a story says does not depend on the
 * hour it is told at. `speed`: 10 lets ten seconds pass in one, for stories without platforms'
 * limits.
 */
export function clockAt(time: TimeOfDay, speed = 1): Clock {
  const wall = instantOf(TRADING_DAY, time);
  const began = systemClock.elapsed();
  const passed = (): number => (systemClock.elapsed() - began) * speed;
  return {
    now: () => wall + Math.floor(passed()),
    elapsed: passed,
    after: (ms, fn) => systemClock.after(ms / speed, fn),
  };
}
