import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmount, type Unit } from '../../src/rules/amount.ts';
import { showMeasure, type Measure } from '../../src/rules/measure.ts';
import { parseNumberTest } from '../../src/rules/number-test.ts';
import { isWithin } from '../../src/rules/range.ts';

const WON: Unit = { suffix: '원', large: true, signed: false };
const PERCENT: Unit = { suffix: '%', large: false, signed: true };
const BARE: Unit = { suffix: '', large: false, signed: false };

describe('an amount', () => {
  test.for<[text: string, unit: Unit, value: number | undefined]>([
    ['0', WON, 0],
    ['12,350원', WON, 12_350],
    ['12350 원', WON, 12_350],
    ['1만', WON, 10_000],
    ['100억', WON, 1e10],
    ['1.5억', WON, 150_000_000],
    ['1.1억', WON, 110_000_000],
    ['1조 2000억', WON, 1.2e12],
    ['1조2,000억 3만 50원', WON, 1_200_000_030_050],
    ['-6', PERCENT, -6],
    ['+6 %', PERCENT, 6],
    ['- 6.25%', PERCENT, -6.25],
    ['2000억 1조', WON, undefined],
    ['1억 2억', WON, undefined],
    ['1만 2000 30', WON, undefined],
    ['1,00', WON, undefined],
    ['1,2345', WON, undefined],
    ['0123', WON, undefined],
    ['000', WON, undefined],
    ['1e3', WON, undefined],
    ['억', WON, undefined],
    ['', WON, undefined],
    ['원', WON, undefined],
    ['1만%', PERCENT, undefined],
    ['10원', PERCENT, undefined],
    ['10%', WON, undefined],
    ['5천만', WON, undefined],
    ['NaN', WON, undefined],
    ['Infinity', WON, undefined],
    ['１０', WON, undefined],
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
  ])('%j in %o is %s', ([text, unit, value]) => {
    expect(parseAmount(text, unit)).toBe(value);
  });
});

const tested = (text: string | number): ((value: number) => boolean) => {
  const parsed = parseNumberTest(text, PERCENT);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return (value) => isWithin(parsed.ranges, value);
};

describe('a number test', () => {
  const number = fc.integer({ min: -10_000, max: 10_000 }).map((cents) => cents / 100);

  test('compares as its sign says', () => {
    fc.assert(
      fc.property(number, number, (bound, value) => {
        expect(tested(bound)(value)).toBe(value === bound);
        expect(tested(`>= ${bound}`)(value)).toBe(value >= bound);
        expect(tested(`>${bound}`)(value)).toBe(value > bound);
        expect(tested(`<= ${bound}%`)(value)).toBe(value <= bound);
        expect(tested(`<${bound} %`)(value)).toBe(value < bound);
        expect(tested(`!= ${bound}`)(value)).toBe(value !== bound);
      }),
    );
  });

  test('of a range holds from its first to its last number', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, value) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(tested(`${low}..${high}`)(value)).toBe(value >= low && value <= high);
        expect(tested(`${low}%..${high}%`)(low)).toBe(true);
        expect(tested(`${low}..${high}`)(high)).toBe(true);
      }),
    );
  });

  test('of a range that holds nothing is a fault', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(a !== b);
        const text = `${Math.max(a, b)}..${Math.min(a, b)}`;
        expect(parseNumberTest(text, PERCENT)).toEqual({ fault: `\`${text}\` is an empty range` });
      }),
    );
  });

  test('of any other text is a fault, never an exception', () => {
    const piece = fc.constantFrom(
      '1',
      '0',
      '.',
      '..',
      '>',
      '=',
      '!',
      '<',
      '-',
      ',',
      '%',
      '억',
      ' ',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseNumberTest(text, WON);
        const told = 'fault' in parsed ? parsed.fault !== '' : parsed.ranges.length > 0;
        expect(told).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const holds = (text: string | number, value: number, unit: Measure = BARE): boolean | string => {
  const parsed = parseNumberTest(text, unit);
  return 'fault' in parsed ? parsed.fault : isWithin(parsed.ranges, value);
};

describe('a number test as it is written', () => {
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

  test('shows what was written, without the blanks around it', () => {
    expect(parseNumberTest('  >= 5 ', BARE)).toHaveProperty('text', '>= 5');
    expect(parseNumberTest(' 1..5 ', BARE)).toHaveProperty('text', '1..5');
  });

  test('of a time is written as times are, and shown so', () => {
    expect(holds('<= 10m', 600_000, 'duration')).toBe(true);
    expect(holds('<= 10m', 600_001, 'duration')).toBe(false);
    expect(holds('10', 10, 'duration')).toContain('no number test');
    expect(holds('10m', 10, WON)).toContain('no number test');
    expect(showMeasure(600_000, 'duration')).toBe('10m');
    expect(showMeasure(600_000, BARE)).toBe('600,000');
  });
});
