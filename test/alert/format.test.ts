import { describe, expect, test } from 'vitest';
import {
  englishMoney,
  koreanMoney,
  oneLine,
  percent,
  spanned,
  timeSpan,
} from '../../src/alert/format.ts';
import { instantOf } from '../../src/vi/kst.ts';

describe('format', () => {
  test.each([
    [1_230_000_000_000, '1조 2,300억'],
    [1_000_000_000_000, '1조'],
    [41_234_000_000, '412억'],
    [999_999_000_000, '9,999억'],
    [190_000_000, '1.9억'],
    [100_000_000, '1억'],
    [95_000_000, '9,500만'],
    [800, '800원'],
  ])('%d won is %s', (won, text) => {
    expect(koreanMoney(won)).toBe(text);
  });

  test.each([
    [1_230_000_000_000, '₩1.23T'],
    [41_234_000_000, '₩41.2B'],
    [950_000_000, '₩950M'],
  ])('%d won is %s in English', (won, text) => {
    expect(englishMoney(won)).toBe(text);
  });

  test.each([
    [10.067873, '+10.07%'],
    [-3.1, '-3.10%'],
    [29.94, '+29.94%'],
    [0, '0.00%'],
    [-0.001, '0.00%'],
  ])('%d is %s', (value, text) => {
    expect(percent(value)).toBe(text);
  });

  test.each([
    [133_000, '2분 13초'],
    [45_999, '45초'],
    [120_000, '2분'],
    [0, '0초'],
    [-5, '0초'],
    [3_725_000, '1시간 2분'],
    [36_000_000, '10시간'],
  ])('%d ms is %s', (ms, text) => {
    expect(spanned(ms, ['시간', '분', '초'])).toBe(text);
  });

  test.each([
    ['2026-11-20', '09:00:05~09:00:41'],
    ['2026-11-19', '11-19 09:00:05~11-20 09:00:41'],
  ])('a span since %s is %s', (day, text) => {
    const to = instantOf('2026-11-20', '09:00:41');
    expect(timeSpan(instantOf(day, '09:00:05'), to)).toBe(text);
  });

  test('one line folds white space and never cuts a pair in half', () => {
    expect(oneLine(' a\n\tb ', 10)).toBe('a b');
    expect(oneLine('abc😀d', 5)).toBe('abc…');
    expect(oneLine('abc😀', 5)).toBe('abc😀');
  });
});
