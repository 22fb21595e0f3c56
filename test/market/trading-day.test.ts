import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/vi/kst.ts';
import {
  coveredUntil,
  isFirstOfYear,
  isTradingDay,
  nextTradingDay,
} from '../../src/market/trading-day.ts';

describe('isTradingDay', () => {
  test.each([
    ['an ordinary Friday', '2026-11-20', true],
    ['a Saturday', '2026-11-21', false],
    ['a Sunday', '2026-11-22', false],
    ['the exam day, which only starts later', '2026-11-19', true],
    ['a public holiday', '2026-10-09', false],
    ['a holiday in lieu', '2026-10-05', false],
    ['the local elections of 2026', '2026-06-03', false],
    ['제헌절, a holiday again since 2026', '2026-07-17', false],
    ['제헌절 before it was one', '2025-07-17', true],
    ['노동절 by the gazette', '2026-05-01', false],
    ['1 May before it was a public holiday', '2025-05-01', false],
    ['the last day of the year', '2026-12-31', false],
    ['the day before it', '2026-12-30', true],
    ['the Friday before a 31 December on a Sunday', '2023-12-29', false],
    ['the Thursday before that', '2023-12-28', true],
    ['a weekday past the tables', '2031-03-12', true],
    ['a fixed closing past the tables', '2031-12-31', false],
  ])('%s: %s is %s', (_, day, expected) => {
    expect(isTradingDay(day)).toBe(expected);
  });

  test('a year has the number of trading days that the exchange had', () => {
    const days = Array.from({ length: 365 }, (_, index) => addDays('2025-01-01', index));
    expect(days.filter(isTradingDay)).toHaveLength(242);
  });
});

test.each([
  ['a Thursday', '2026-11-19', '2026-11-20'],
  ['a Friday', '2026-11-20', '2026-11-23'],
  ['a Sunday', '2026-11-22', '2026-11-23'],
  ['the day before the long autumn holiday', '2025-10-02', '2025-10-10'],
  ['the last trading day of a year', '2026-12-30', '2027-01-04'],
])('the trading day after %s', (_, day, expected) => {
  expect(nextTradingDay(day)).toBe(expected);
});

test('only the first trading day of a year is its first', () => {
  expect(isFirstOfYear('2026-01-02')).toBe(true);
  expect(isFirstOfYear('2027-01-04')).toBe(true);
  expect(isFirstOfYear('2027-01-01')).toBe(false);
  expect(isFirstOfYear('2027-01-05')).toBe(false);
});

test('the calendar says how far it knows', () => {
  expect(coveredUntil).toBe('2027-12-31');
});
