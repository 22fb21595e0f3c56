import { expect, test } from 'vitest';
import { coolingUntil, createTold } from '../../src/deliver/told.ts';
import { rule } from '../helpers/rule-set.ts';

const DAY_MS = 24 * 3_600_000;
const row = (at: number) =>
  ({ rule: 'a', channel: 'phone', stock: '005930', outcome: 'sent', at }) as const;

test('what is a day old is counted no more once something newer is told', () => {
  const told = createTold([row(0), row(1)]);
  expect(told.count('a', 'phone', -1)).toBe(2);
  told.add(row(DAY_MS));
  expect(told.count('a', 'phone', -1)).toBe(2);
  told.add(row(DAY_MS + 1));
  expect(told.count('a', 'phone', -1)).toBe(2);
});

test('nothing told is nothing counted, and cools nothing down', () => {
  const told = createTold([]);
  expect(told.count('a', 'phone', -1)).toBe(0);
  expect(told.last('a', 'phone', '005930')).toBeUndefined();
  const here = { channel: 'phone', stock: '005930' };
  for (const cooldown of [60_000, 'until-close'] as const)
    expect(coolingUntil(rule({ name: 'a', cooldown }), here, told, -1)).toBeUndefined();
});
