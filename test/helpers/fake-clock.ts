import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/platform/clock.ts';
import { instantOf, type EpochMs } from '../../src/vi/kst.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly fn: () => void;
}

/** A clock that moves only when told. Timers fire in due order, then in the order they were set. */
export interface FakeClock extends Clock {
  /** Moves on by `ms`, firing what falls due and letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Steps the wall time without any time passing, as an NTP correction does. */
  stepWall(ms: number): void;
  /** How many timers wait. */
  pending(): number;
}

/** A turn of the loop runs every promise that is ready, however many wait on each other. */
const settle = (): Promise<void> => setImmediate();

/** Starts at 2026-11-20 (a Friday with trading) 09:00:00 KST unless told otherwise. */
export function fakeClock(start: EpochMs = instantOf('2026-11-20', '09:00:00')): FakeClock {
  let wall = start;
  let elapsed = 0;
  let order = 0;
  const timers = new Set<Timer>();
  const next = (until: number): Timer | undefined =>
    [...timers]
      .filter((timer) => timer.due <= until)
      .toSorted((a, b) => a.due - b.due || a.order - b.order)[0];
  const moveTo = (at: number): void => {
    wall += at - elapsed;
    elapsed = at;
  };
  return {
    now: () => wall,
    elapsed: () => elapsed,
    after(ms, fn) {
      order += 1;
      const timer = { due: elapsed + Math.max(ms, 0), order, fn };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const until = elapsed + ms;
      await settle();
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        timers.delete(timer);
        moveTo(timer.due);
        timer.fn();
        await settle();
      }
      moveTo(until);
      await settle();
    },
    stepWall: (ms) => {
      wall += ms;
    },
    pending: () => timers.size,
  };
}
