import type { Cancel, Clock } from '../../platform/clock.ts';
import { timersOf } from '../../platform/timers.ts';
import { timeOf, type TimeOfDay } from '../../vi/kst.ts';
import type { ScheduledVi } from './market-day.ts';
import type { Stamps } from './vi-frames.ts';

export interface PlayOptions {
  readonly clock: Clock;
  /** 2 plays twice as fast. */
  readonly speed: number;
}

/**
 * Plays a day from now on: tells each interruption when it fires and when it ends, stamped with
 * the wall time at which that happens, so that it is live at any hour.
 */
export function playDay(
  day: readonly ScheduledVi[],
  { clock, speed }: PlayOptions,
  tell: (vi: ScheduledVi, stamps: Stamps) => void,
): Cancel {
  const began = clock.elapsed();
  const timers = timersOf(clock);
  const lastTrigger = new Map<string, TimeOfDay>();

  const fire = (vi: ScheduledVi): void => {
    const trigger = timeOf(clock.now());
    // Stock and second name an interruption: at high speed the next one waits for the next second.
    if (lastTrigger.get(vi.stock.code) === trigger)
      return timers.after(Math.ceil(1_000 - (clock.now() % 1_000)), () => fire(vi));
    lastTrigger.set(vi.stock.code, trigger);
    tell(vi, { trigger, release: undefined });
    const end = (): void => tell(vi, { trigger, release: timeOf(clock.now()) });
    timers.after(Math.round(vi.lasts / speed), end);
  };
  const playFrom = (index: number): void => {
    const vi = day[index];
    if (vi === undefined) return;
    timers.after(began + Math.round(vi.at / speed) - clock.elapsed(), () => {
      fire(vi);
      playFrom(index + 1);
    });
  };
  playFrom(0);
  return timers.stop;
}
