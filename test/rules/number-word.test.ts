import { describe, expect, test } from 'vitest';
import type { Unit } from '../../src/rules/amount.ts';
import { numberWord } from '../../src/rules/number-word.ts';
import { stocksIn } from '../../src/rules/stocks-in.ts';
import { viEvent } from '../helpers/vi-event.ts';

const WON: Unit = { suffix: '원', large: true, signed: false };
const PERCENT: Unit = { suffix: '%', large: false, signed: true };

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
