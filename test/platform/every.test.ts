import { expect, test } from 'vitest';
import { every } from '../../src/platform/every.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

test('every does its work again after each time, whatever it throws, until it is cancelled', async () => {
  const clock = fakeClock();
  const faults: unknown[] = [];
  let done = 0;
  const work = async (): Promise<void> => {
    done += 1;
    if (done === 2) throw new Error('once');
  };
  const cancel = every(clock, 1_000, work, (fault) => void faults.push(fault));
  await clock.advance(3_500);
  expect(done).toBe(3);
  expect(faults).toHaveLength(1);
  cancel();
  await clock.advance(5_000);
  expect(done).toBe(3);
});

test('every ends with the work in hand when it is cancelled meanwhile', async () => {
  const clock = fakeClock();
  let done = 0;
  const cancel = every(
    clock,
    1_000,
    async () => {
      done += 1;
      cancel();
    },
    () => undefined,
  );
  await clock.advance(5_000);
  expect(done).toBe(1);
});

test('every works on the beat, whenever it began, so that all wake together', async () => {
  const clock = fakeClock();
  const done: number[] = [];
  const note = async (): Promise<void> => void done.push(clock.elapsed());
  for (const wait of [0, 300, 400]) {
    await clock.advance(wait);
    every(clock, 1_000, note, () => undefined);
  }
  await clock.advance(1_500);
  expect(done).toEqual([1_000, 1_000, 1_000, 2_000, 2_000, 2_000]);
});

test('every does not work twice at a beat whose timer rang a little early', async () => {
  const clock = fakeClock();
  const done: number[] = [];
  const early = { ...clock, after: (ms: number, fn: () => void) => clock.after(ms - 3, fn) };
  every(
    early,
    1_000,
    async () => void done.push(clock.elapsed()),
    () => undefined,
  );
  await clock.advance(3_500);
  expect(done).toEqual([997, 1_997, 2_997]);
});
