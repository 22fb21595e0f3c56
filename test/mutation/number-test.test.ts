import { describe, expect, test } from 'vitest';
import { parseAmount, type Unit } from '../../src/rules/amount.ts';
import { showMeasure, type Measure } from '../../src/rules/measure.ts';
import { parseNumberTest } from '../../src/rules/number-test.ts';
import { numberWord } from '../../src/rules/number-word.ts';
import { isWithin } from '../../src/rules/range.ts';
import { stocksIn } from '../../src/rules/stocks-in.ts';
import { viEvent } from '../helpers/vi-event.ts';

const WON: Unit = { suffix: '원', large: true, signed: false };
const PERCENT: Unit = { suffix: '%', large: false, signed: true };
const BARE: Unit = { suffix: '', large: false, signed: false };

const holds = (text: string | number, value: number, unit: Measure = BARE): boolean | string => {
  const parsed = parseNumberTest(text, unit);
  return 'fault' in parsed ? parsed.fault : isWithin(parsed.ranges, value);
};

describe('at its bound', () => {
  test.each([
    ['>= 5', 5, true],
    ['> 5', 5, false],
    ['<= 5', 5, true],
    ['< 5', 5, false],
    ['!= 5', 5, false],
    ['!= 5', 6, true],
    ['5', 5, true],
    ['5', 6, false],
    [5, 5, true],
    ['5..5', 5, true],
    ['5..5', 6, false],
    ['5..7', 5, true],
    ['5..7', 7, true],
    ['5..7', 4.9, false],
    ['5..7', 7.1, false],
    ['  5  ', 5, true],
  ])('%s of %d is %s', (text, value, is) => {
    expect(holds(text, value)).toBe(is);
  });
});

test.each([
  ['x > 5'],
  ['5 > 5'],
  ['> 5 <'],
  ['> 5\n6'],
  ['1..x'],
  ['x..1'],
  ['..1'],
  ['1..'],
  ['..'],
  ['x1..2'],
  ['1..2\n3'],
  ['\n1..2x'],
  ['='],
  ['>'],
  [''],
])('%j is no number test', (text) => {
  expect(holds(text, 5)).toMatch(/is no number test here$/);
});

test('a test shows what was written, without the blanks around it', () => {
  expect(parseNumberTest('  >= 5 ', BARE)).toHaveProperty('text', '>= 5');
  expect(parseNumberTest(' 1..5 ', BARE)).toHaveProperty('text', '1..5');
});

test.each([
  [' 5 원 ', WON, 5],
  ['5  원', WON, 5],
  ['원 5', WON, undefined],
  ['x5', WON, undefined],
  ['5x', WON, undefined],
  ['5\nx', WON, undefined],
  ['\n5', WON, 5],
  ['+-5', WON, undefined],
  ['-', WON, undefined],
  ['- x', WON, undefined],
  ['', BARE, undefined],
  ['%', PERCENT, undefined],
] as const)('the amount %j is %s', (text, unit, value) => {
  expect(parseAmount(text, unit)).toBe(value);
});

test('a time is written as times are, and shown so', () => {
  expect(holds('<= 10m', 600_000, 'duration')).toBe(true);
  expect(holds('<= 10m', 600_001, 'duration')).toBe(false);
  expect(holds('10', 10, 'duration')).toContain('no number test');
  expect(holds('10m', 10, WON)).toContain('no number test');
  expect(showMeasure(600_000, 'duration')).toBe('10m');
  expect(showMeasure(600_000, BARE)).toBe('600,000');
});

describe('the schema of a word', () => {
  const wordOf = (unit: Unit) =>
    numberWord({
      word: 'price',
      description: 'what it costs',
      unit,
      read: (event) => event.price,
    });
  const word = wordOf(WON);
  const price = word.schema([]);
  const stocks = stocksIn(new Map());
  const expected = (unit: Unit): unknown => wordOf(unit).schema([]).safeParse('many').error?.issues;

  test('reads one test or several, of which one must hold', () => {
    const one = price.parse('>= 1만');
    expect(one.test).toBe('>= 1만');
    expect(word.holds(one, viEvent({ price: 10_000 }), stocks)).toBe(true);
    expect(word.holds(one, viEvent({ price: 9_999 }), stocks)).toBe(false);
    expect(word.holds(one, viEvent({ price: undefined }), stocks)).toBeUndefined();
    expect(word.seen(viEvent({ price: 12_350 }))).toBe('12,350원');
    const several = price.parse(['< 1000', 12_350]);
    expect(several.test).toBe('< 1000, 12350');
    const prices = [999, 12_350, 5_000];
    expect(prices.map((each) => word.holds(several, viEvent({ price: each }), stocks))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('says what it is about', () => {
    expect(price.meta()).toEqual({ description: 'what it costs' });
  });

  test('says what would be a number test, in the unit of the word', () => {
    expect(JSON.stringify(expected(WON))).toContain(
      'a number test such as 10, \\">= 10원\\", \\"< 5\\", \\"!= 1\\", \\"3..6원\\", \\"1억 5000만원\\"',
    );
    const percent = JSON.stringify(expected(PERCENT));
    expect(percent).toContain('\\"3..6%\\"');
    expect(percent).not.toContain('억');
    expect(percent).not.toContain('Stryker');
  });

  test('a fault is one, with the text that was given', () => {
    const { error } = price.safeParse('many');
    const text = JSON.stringify(error?.issues);
    expect(text).toContain('`many` is no number test here');
    expect(text).toContain('"custom"');
    expect(price.safeParse(true).success).toBe(false);
    expect(price.safeParse([]).success).toBe(false);
  });
});
