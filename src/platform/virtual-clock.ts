import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '../vi/kst.ts';
import type { Clock } from './clock.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly fn: () => void;
}

/** Time that passes only when told, for rehearsals: hours of a market's day in a moment. */
export interface VirtualClock extends Clock {
  /** Passes `ms`, firing what falls due, in the order of due time and of setting. */
  advance(ms: number): Promise<void>;
  /** Passes as much time as the timers ask for; never ends where one always sets the next. */
  runUntilIdle(): Promise<void>;
  /** How many timers wait. */
  pending(): number;
  /** ms until the first of them is due; `Infinity` when none waits. */
  untilNext(): number;
}

/** A turn of the loop runs every promise that is ready, however many wait on each other. */
const settle = (): Promise<void> => setImmediate();

const isSooner = (a: Timer, b: Timer): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order);

/** A clock whose wall time stands at `start` and whose monotonic time at 0. */
export function virtualClock(start: EpochMs): VirtualClock {
  let elapsed = 0;
  let order = 0;
  const timers = new Set<Timer>();
  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || isSooner(timer, first)) first = timer;
    return first !== undefined && first.due <= until ? first : undefined;
  };
  const fire = async (until: number): Promise<void> => {
    await settle();
    for (let timer = next(until); timer !== undefined; timer = next(until)) {
      timers.delete(timer);
      elapsed = Math.max(elapsed, timer.due);
      timer.fn();
      await settle();
    }
  };
  return {
    now: () => start + elapsed,
    elapsed: () => elapsed,
    after(ms, fn) {
      order += 1;
      const timer = { due: elapsed + Math.max(ms, 0), order, fn };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const until = elapsed + ms;
      await fire(until);
      elapsed = until;
      await settle();
    },
    runUntilIdle: () => fire(Infinity),
    pending: () => timers.size,
    untilNext: () => (next(Infinity)?.due ?? Infinity) - elapsed,
  };
}
