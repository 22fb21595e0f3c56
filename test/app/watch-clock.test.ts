import { describe, expect, test } from 'vitest';
import type { Notice } from '../../src/alert/notice.ts';
import { clockOff, watchClock, withLags, type Lag } from '../../src/app/watch-clock.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { timeOf } from '../../src/vi/kst.ts';
import { heard } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { viEvent } from '../helpers/vi-event.ts';

const SECOND = 1_000;
const clock = fakeClock();

/** Live events, one each 20 s, that came so many seconds after the exchange's time. */
const lagsOf = (seconds: readonly number[], everyS = 20): readonly Lag[] =>
  seconds.map((s, n) => ({ ms: s * SECOND, heardAt: clock.now() + n * everyS * SECOND }));

describe('the clock of this machine', () => {
  test.each<[title: string, lags: readonly Lag[], off: number | undefined]>([
    ['is right where events come within seconds', lagsOf([1, 0, 3, 2, 1]), undefined],
    ['is ahead by the least that all came late', lagsOf([163, 160, 161, 190, 162]), 160 * SECOND],
    ['is behind where all came before they happened', lagsOf([-44, -45, -43, -45, -44]), -43_000],
    ['is right where one came in time', lagsOf([160, 160, 2, 160, 160]), undefined],
    ['is not judged by four', lagsOf([160, 160, 160, 160]), undefined],
    [
      'is not judged by what came at once after a stall',
      lagsOf([60, 50, 45, 40, 35], 1),
      undefined,
    ],
  ])('%s', (_title, lags, off) => {
    expect(clockOff(lags)).toBe(off);
  });
});

describe('the last lags', () => {
  const late = (given: Partial<ViEvent> = {}) =>
    heard(
      viEvent({ triggerTime: timeOf(clock.now() - 7 * SECOND), heardAt: clock.now(), ...given }),
    );

  test('are of live events, not of what ka10054 tells, and five at the most', () => {
    expect(withLags([], [late(), late({ source: 'catch-up' })])).toEqual([
      { ms: 7 * SECOND, heardAt: clock.now() },
    ]);
    expect(withLags(lagsOf([1, 2, 3, 4, 5]), [late()]).map(({ ms }) => ms / SECOND)).toEqual([
      2, 3, 4, 5, 7,
    ]);
  });
});

test('a wrong clock is told once, and again only after it was right', async () => {
  const now = fakeClock();
  const told: Notice[] = [];
  let lags = lagsOf([]);
  const crash = (fault: unknown): never => {
    throw fault;
  };
  const close = watchClock(
    { clock: now, crash },
    () => lags,
    (notice) => told.push(notice),
  );
  const pass = async (seconds: readonly number[]): Promise<void> => {
    lags = lagsOf(seconds);
    await now.advance(90 * SECOND);
  };
  await pass([1, 1, 1, 1, 1]);
  expect(told).toEqual([]);
  await pass([161, 161, 160, 162, 161]);
  await pass([171, 171, 170, 172, 171]);
  expect(told).toEqual([{ is: 'clock-off', ms: 160 * SECOND }]);
  await pass([1, 1, 1, 1, 1]);
  await pass([-60, -60, -60, -60, -60]);
  expect(told.slice(1)).toEqual([{ is: 'clock-off', ms: -60 * SECOND }]);
  close();
});
