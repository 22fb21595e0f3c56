import { virtualClock, type VirtualClock } from '../../src/platform/virtual-clock.ts';
import { instantOf, type EpochMs } from '../../src/vi/kst.ts';

/** A clock that moves only when told, and whose wall time may step. */
export interface FakeClock extends VirtualClock {
  /** Steps the wall time without any time passing, as an NTP correction does. */
  stepWall(ms: number): void;
}

/** Starts at 2026-11-20 (a Friday with trading) 09:00:00 KST unless told otherwise. */
export function fakeClock(start: EpochMs = instantOf('2026-11-20', '09:00:00')): FakeClock {
  const clock = virtualClock(start);
  let stepped = 0;
  return {
    ...clock,
    now: () => clock.now() + stepped,
    stepWall: (ms) => {
      stepped += ms;
    },
  };
}
