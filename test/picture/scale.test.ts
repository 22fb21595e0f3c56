import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { halfHours, linear, ticks, timeTicks } from '../../src/picture/scale.ts';
import { instantOf, timeOf } from '../../src/vi/kst.ts';

const at = (time: string): number => instantOf('2026-11-20', time);

describe('a scale', () => {
  test.each([
    ['its beginning', 0, 100],
    ['its middle', 5, 150],
    ['its end', 10, 200],
    ['beyond it', 20, 300],
  ])('puts %s where it belongs', (_what, value, pixels) => {
    expect(linear({ from: 0, to: 10 }, { from: 100, to: 200 })(value)).toBe(pixels);
  });

  test('may run upwards', () => {
    expect(linear({ from: 0, to: 10 }, { from: 200, to: 100 })(10)).toBe(100);
  });

  test('without extent is its middle', () => {
    expect(linear({ from: 7, to: 7 }, { from: 0, to: 100 })(7)).toBe(50);
  });
});

describe('ticks', () => {
  test.each([
    ['few counts', -2, 3, [-2, -1, 0, 1, 2, 3]],
    ['many counts', -13, 21, [-10, 0, 10, 20]],
    ['prices', 54_600, 66_900, [55_000, 60_000, 65_000]],
    ['prices of a cheap share', 987, 1_092, [1_000, 1_050]],
    ['one value', 5, 5, [5]],
  ])('of %s are round', (_what, from, to, wanted) => {
    expect(ticks({ from, to }, 6 - Number(to > 20) * 2)).toEqual(wanted);
  });

  test('are inside, in order, not too many, and at least one where the range is wide', () => {
    const value = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(value, fc.integer({ min: 3, max: 2_000_000 }), (from, extent) => {
        const found = ticks({ from, to: from + extent }, 6);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(7);
        expect(found.every((each) => each >= from && each <= from + extent)).toBe(true);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('times', () => {
  test.each([
    [
      'an hour',
      '09:00:00',
      '10:00:00',
      ['09:00', '09:10', '09:20', '09:30', '09:40', '09:50', '10:00'],
    ],
    ['a morning', '09:00:00', '11:30:00', ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']],
    [
      'a day with NXT',
      '08:00:00',
      '20:00:00',
      ['09:00', '11:00', '13:00', '15:00', '17:00', '19:00'],
    ],
  ])('of %s are round', (_what, from, to, wanted) => {
    const found = timeTicks({ from: at(from), to: at(to) }, 7);
    expect(found.map((each) => timeOf(each).slice(0, 5))).toEqual(wanted);
  });

  test.each([
    ['a moment', ['09:12:00', '09:13:00'], ['09:00:00', '10:00:00']],
    ['a morning', ['09:00:04', '11:05:10'], ['09:00:00', '11:30:00']],
    ['half hours', ['09:30:00', '15:30:00'], ['09:30:00', '15:30:00']],
  ])('of %s begin and end with a half hour', (_what, [from, to], [begin, end]) => {
    expect(halfHours({ from: at(from!), to: at(to!) })).toEqual({ from: at(begin!), to: at(end!) });
  });
});
