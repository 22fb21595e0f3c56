import type { EpochMs } from '../vi/kst.ts';
import type { Clock } from './clock.ts';
import { virtualClock } from './virtual-clock.ts';

/** A clock for replays: another wall time, and time that passes `speed` times as fast. */
export interface ScaledClock extends Clock {
  /** It is this instant now, by the wall; no time passes. */
  stepTo(at: EpochMs): void;
}

/** Lets a virtual clock's time pass by a real one's; `changed` is called when its timers change. */
function paced(real: Clock, speed: number) {
  const line = virtualClock(0);
  let anchor = real.elapsed();
  let frozen: number | undefined;
  let disarm = (): void => undefined;
  /** How far the real time is past the line's. */
  const lead = (): number => (real.elapsed() - anchor) * speed - line.elapsed();
  const elapsed = (): number =>
    frozen === undefined
      ? line.elapsed() + Math.min(Math.max(lead(), 0), line.untilNext())
      : Math.max(frozen, line.elapsed());

  /** What the machine was late is made up for only where nobody counts in real time. */
  const isBehind = (): boolean => speed > 1 && lead() >= line.untilNext();

  const fire = async (): Promise<void> => {
    frozen = elapsed();
    do await line.advance(line.untilNext());
    while (isBehind());
    if (speed <= 1) anchor += lead() / speed;
    frozen = undefined;
    changed();
  };
  const changed = (): void => {
    disarm();
    if (frozen !== undefined || line.pending() === 0) return;
    // Rounded up, since the machine's timers drop fractions.
    disarm = real.after(Math.ceil((line.untilNext() - lead()) / speed), () => {
      fire().catch((fault: unknown) => thrown(real, fault));
    });
  };
  return { line, elapsed, changed };
}

/** What a timer throws ends the process, as with the machine's own. */
const thrown = (real: Clock, fault: unknown): void =>
  void real.after(0, () => {
    throw fault;
  });

/**
 * Time stands still while what a timer began is worked on, and no timer is ever passed: at any
 * speed everything happens at its own moment, however slow the machine. Up to 1, a second lasts a
 * second or a little more, so that windows of platforms hold; a faster clock catches up.
 */
export function scaledClock(real: Clock, speed: number): ScaledClock {
  const { line, elapsed, changed } = paced(real, speed);
  let wall = real.now() - elapsed();
  return {
    elapsed,
    now: () => Math.floor(wall + elapsed()),
    after(ms, fn) {
      const cancel = line.after(elapsed() - line.elapsed() + Math.max(ms, 0), fn);
      changed();
      return () => {
        cancel();
        changed();
      };
    },
    stepTo(at) {
      wall = at - elapsed();
    },
  };
}
