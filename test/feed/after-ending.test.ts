import { describe, expect, test } from 'vitest';
import { afterEnding } from '../../src/feed/kiwoom/after-ending.ts';

const lost = { is: 'lost', reason: 'why' } as const;
const steady = () => 0;

describe('after an attempt', () => {
  test('waits longer after each failure', () => {
    const next = afterEnding({ ending: lost, age: 59_999, failures: 2 }, undefined, steady);
    expect(next).toEqual({
      state: { is: 'connecting', attempt: 4, reason: 'why' },
      failures: 3,
      wait: 4_000,
    });
  });

  test('starts anew after a connection of 60 s', () => {
    const next = afterEnding({ ending: lost, age: 60_000, failures: 9 }, undefined, steady);
    expect(next).toMatchObject({ failures: 1, wait: 1_000 });
  });

  test('waits at least as long as was asked for', () => {
    const ending = { ...lost, wait: 59_000 };
    expect(afterEnding({ ending, age: 0, failures: 0 }, undefined, steady).wait).toBe(59_000);
  });

  test.each([
    ['takeover', 600_000, 600_000],
    ['takeover', undefined, undefined],
    ['address', 600_000, undefined],
    ['keys', 600_000, undefined],
  ] as const)('%s with a pause of %s waits %s', (why, pause, wait) => {
    const ending = { is: 'stopped', why, reason: '' } as const;
    const next = afterEnding({ ending, age: 0, failures: 3 }, pause, steady);
    expect(next).toEqual({ state: ending, failures: 0, wait });
  });
});
