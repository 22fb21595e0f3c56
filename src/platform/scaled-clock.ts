import type { EpochMs } from '../vi/kst.ts';
import type { Cancel, Clock } from './clock.ts';
import { virtualClock } from './virtual-clock.ts';

/** A clock for replays: another wall time, and time that passes `speed` times as fast. */
export interface ScaledClock extends Clock {
  /** It is this instant now, by the wall; no time passes. */
  stepTo(at: EpochMs): void;
}

/** Lets a virtual clock's time pass by a real one's. */
function paced(real: Clock, speed: number): Omit<Clock, 'now'> {
  const line = virtualClock(0);
  let anchor = real.elapsed();
  let frozen: number | undefined;
  let disarm: Cancel = () => undefined;
  const isFast = speed > 1;
  /** How far the real time is past the line's. */
  const lead = (): number => (real.elapsed() - anchor) * speed - line.elapsed();
  const elapsed = (): number => {
    if (isFast) return line.elapsed();
    if (frozen !== undefined) return Math.max(frozen, line.elapsed());
    return line.elapsed() + Math.min(Math.max(lead(), 0), line.untilNext());
  };
  const forget = (): void => void (anchor += lead() / speed);
  const isBehind = (): boolean => isFast && lead() >= line.untilNext();

  const fire = async (): Promise<void> => {
    frozen = elapsed();
    do await line.advance(line.untilNext());
    while (isBehind());
    if (!isFast) forget();
    frozen = undefined;
    arm();
  };
  const arm = (): void => {
    disarm();
    if (frozen !== undefined || line.pending() === 0) return;
    // Rounded up, since the machine's timers drop fractions.
    disarm = real.after(Math.ceil((line.untilNext() - lead()) / speed), () => {
      fire().catch((fault: unknown) => thrown(real, fault));
    });
  };
  const after: Clock['after'] = (ms, fn) => {
    // Time in which nothing was to happen is not made up for.
    if (isFast && line.pending() === 0) forget();
    const cancel = line.after(elapsed() - line.elapsed() + Math.max(ms, 0), fn);
    arm();
    return () => {
      cancel();
      arm();
    };
  };
  return { elapsed, after };
}

/** What a timer throws ends the process, as with the machine's own. */
const thrown = (real: Clock, fault: unknown): void =>
  void real.after(0, () => {
    throw fault;
  });

/**
 * Everything happens at its own moment, however slow the machine: time stands still while what a
 * timer began is worked on, and no timer is ever passed. Up to speed 1 a second lasts a second or
 * a little more, so that windows of platforms hold. Above, time goes from timer to timer, and what
 * the machine was late is made up for.
 */
export function scaledClock(real: Clock, speed: number): ScaledClock {
  const clock = paced(real, speed);
  let wall = real.now() - clock.elapsed();
  return {
    ...clock,
    now: () => Math.floor(wall + clock.elapsed()),
    stepTo(at) {
      wall = at - clock.elapsed();
    },
  };
}
