import { describe, expect, test } from 'vitest';
import { backOff, jittered } from '../../src/platform/back-off.ts';

describe('the back-off', () => {
  test('doubles from 1 s to 60 s', () => {
    const failures = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9_999];
    expect(failures.map((count) => backOff(count))).toEqual([
      0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  test('stops growing where it is told to', () => {
    expect([0, 1, 5, 6, 9_999].map((count) => backOff(count, 30_000))).toEqual([
      0, 1_000, 16_000, 30_000, 30_000,
    ]);
  });

  test('is shortened by a fifth at most', () => {
    expect(jittered(10_000, () => 0)).toBe(10_000);
    expect(jittered(10_000, () => 1)).toBe(8_000);
  });
});
