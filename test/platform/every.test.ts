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
