import type { EpochMs } from '../vi/kst.ts';
import type { Clock } from './clock.ts';
import { virtualClock } from './virtual-clock.ts';

/** A clock for replays: another wall time, and time that passes `speed` times as fast. */
export interface ScaledClock extends Clock {
  /** It is this instant now, by the wall; no time passes. */
  stepTo(at: EpochMs): void;
}

/** Lets a virtual clock's time pass by a real one's. `changed` is called after a change of timers. */
function paced(real: Clock, speed: number) {
  const line = virtualClock(0);
  let anchor = real.elapsed();
  let frozen: number | undefined;
  let disarm = (): void => undefined;
  const passed = (): number => Math.min((real.elapsed() - anchor) * speed, line.untilNext());
  const elapsed = (): number =>
    frozen === undefined ? line.elapsed() + passed() : Math.max(frozen, line.elapsed());

  const fire = async (): Promise<void> => {
    frozen = elapsed();
    await line.advance(line.untilNext());
    anchor = real.elapsed();
    frozen = undefined;
    changed();
  };
  const changed = (): void => {
    disarm();
    if (frozen !== undefined || line.pending() === 0) return;
    // Rounded up, since the machine's timers drop fractions.
    const wait = Math.ceil((line.untilNext() - passed()) / speed);
    disarm = real.after(wait, () => {
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
 * speed everything happens at its own moment, however slow the machine. So it never runs ahead of
 * `speed`; at 1 a second lasts a second or a little more, and windows of platforms hold.
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
