import type { TestContext } from 'vitest';
import { sleep, systemClock } from '../../src/platform/clock.ts';
import { virtualClock, type VirtualClock } from '../../src/platform/virtual-clock.ts';
import { instantOf, type TimeOfDay } from '../../src/vi/kst.ts';
import { TRADING_DAY } from '../helpers/clock-at.ts';

const TICK_MS = 2;

export interface DrivenClock extends VirtualClock {
  /** From now on so many seconds pass in one. */
  hurry(speed: number): void;
  /** Steps the wall time alone, as an NTP correction or a machine that slept does. */
  step(ms: number): void;
}

/**
 * A clock that runs by itself, as fast as told, and never faster than the sockets of this process
 * keep up with: hours of a story in seconds, on a busy machine too.
 */
export function drivenClock(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  time: TimeOfDay = '10:00:00',
): DrivenClock {
  const clock = virtualClock(instantOf(TRADING_DAY, time));
  let speed = 1;
  let stepped = 0;
  const ending = new AbortController();
  const drive = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(systemClock, TICK_MS);
      await clock.advance(TICK_MS * speed);
    }
  };
  const driven = drive();
  onTestFinished(async () => {
    ending.abort();
    await driven;
  });
  return {
    ...clock,
    now: () => clock.now() + stepped,
    hurry: (faster) => void (speed = faster),
    step: (ms) => void (stepped += ms),
  };
}
