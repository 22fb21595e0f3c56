import { expect, test } from 'vitest';
import { viBandsOn } from '../../src/market/vi-bands.ts';

test('KRX stops a stock at 10 % from the auction, and at 3 or 6 % from the last price', () => {
  const bands = viBandsOn('2026-11-20', 'krx');
  expect(bands?.static).toBe(10);
  expect(bands?.dynamic?.regular).toEqual({ index: 3, rest: 6 });
  expect(bands?.dynamic?.closing).toEqual({ index: 2, rest: 4 });
});

test('there are no bands before their first day, and NXT rates are unknown, not zero', () => {
  expect(viBandsOn('2015-06-14', 'krx')).toBeUndefined();
  expect(viBandsOn('2015-06-15', 'krx')?.static).toBe(10);
  expect(viBandsOn('2026-09-11', 'nxt')).toBeUndefined();
  expect(viBandsOn('2026-09-14', 'nxt')).toMatchObject({ static: undefined, dynamic: undefined });
});
