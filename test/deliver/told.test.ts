import { describe, expect, test } from 'vitest';
import { coolingUntil, countsSince, createTold, limitReached } from '../../src/deliver/told.ts';
import type { ToldRow } from '../../src/store/obligation.ts';
import { DAY_MS, instantOf } from '../../src/vi/kst.ts';
import { rule } from '../helpers/rule-set.ts';

const at = (time: string): number => instantOf('2026-11-20', time);
const row = (given: Partial<ToldRow> = {}): ToldRow => ({
  rule: 'a',
  channel: 'phone',
  stock: '005930',
  outcome: 'sent',
  at: at('10:00:00'),
  ...given,
});
const HERE = { channel: 'phone', stock: '005930' };

describe('a cooldown', () => {
  const ten = rule({ name: 'a', cooldown: 600_000 });
  const close = rule({ name: 'a', cooldown: 'until-close' });

  test.each([
    {
      title: 'starts with the message',
      rule: ten,
      told: row(),
      now: '10:00:00',
      until: '10:10:00',
    },
    {
      title: 'lasts to its last second',
      rule: ten,
      told: row(),
      now: '10:09:59',
      until: '10:10:00',
    },
    { title: 'is over at its end', rule: ten, told: row(), now: '10:10:00', until: undefined },
    {
      title: 'does not outlast a clock that was set back',
      rule: ten,
      told: row(),
      now: '09:05:00',
      until: undefined,
    },
    {
      title: 'starts with a digest too',
      rule: ten,
      told: row({ outcome: 'merged' }),
      now: '10:01:00',
      until: '10:10:00',
    },
    {
      title: 'until-close ends with the regular session',
      rule: close,
      told: row(),
      now: '15:29:59',
      until: '15:30:00',
    },
    {
      title: 'until-close is over then',
      rule: close,
      told: row(),
      now: '15:30:00',
      until: undefined,
    },
    {
      title: 'is for its rule alone',
      rule: ten,
      told: row({ rule: 'b' }),
      now: '10:01:00',
      until: undefined,
    },
    {
      title: 'is for its channel alone',
      rule: ten,
      told: row({ channel: 'desk' }),
      now: '10:01:00',
      until: undefined,
    },
    {
      title: 'is for its stock alone',
      rule: ten,
      told: row({ stock: '000660' }),
      now: '10:01:00',
      until: undefined,
    },
    {
      title: 'is nothing for a rule without one',
      rule: rule({ name: 'a' }),
      told: row(),
      now: '10:00:01',
      until: undefined,
    },
  ])('$title', ({ rule: asked, told, now, until }) => {
    const end = coolingUntil(asked, HERE, createTold([told]), at(now));
    expect(end).toBe(until === undefined ? undefined : at(until));
  });

  test('until-close after the close lasts to the close of the next trading day', () => {
    const told = createTold([row({ at: at('15:40:00') })]);
    expect(coolingUntil(close, HERE, told, at('15:41:00'))).toBe(
      instantOf('2026-11-23', '15:30:00'),
    );
  });

  test('starts anew with each message', () => {
    const told = createTold([row(), row({ at: at('10:20:00') })]);
    expect(coolingUntil(ten, HERE, told, at('10:21:00'))).toBe(at('10:30:00'));
  });
});

describe('a limit', () => {
  const two = rule({ name: 'a', limit: { count: 2, ms: 600_000 } });
  const reached = (rows: readonly ToldRow[], now: string) =>
    limitReached(two, 'phone', createTold(rows), at(now));

  test.each([
    { title: 'is not reached below its count', rows: [row()], now: '10:01:00', is: false },
    {
      title: 'is reached with its count',
      rows: [row(), row({ stock: '000660' })],
      now: '10:01:00',
      is: true,
    },
    {
      title: 'opens when the first leaves the window',
      rows: [row(), row({ at: at('10:05:00') })],
      now: '10:10:00',
      is: false,
    },
    {
      title: 'is still reached a second before',
      rows: [row(), row({ at: at('10:05:00') })],
      now: '10:09:59',
      is: true,
    },
    {
      title: 'counts no digests',
      rows: [row(), row({ outcome: 'merged' })],
      now: '10:01:00',
      is: false,
    },
    {
      title: 'counts no other rule and no other channel',
      rows: [row(), row({ rule: 'b' }), row({ channel: 'desk' })],
      now: '10:01:00',
      is: false,
    },
  ])('$title', ({ rows, now, is }) => {
    expect(reached(rows, now)).toBe(is);
  });

  test('does not outlast a clock that was set back', () => {
    const rows = [row(), row({ at: at('10:00:01') }), row({ at: at('10:00:02') })];
    expect(reached(rows, '10:00:02')).toBe(true);
    expect(reached(rows, '09:05:00')).toBe(false);
  });

  test('does not exist for a rule without one', () => {
    const rows = Array.from({ length: 50 }, () => row());
    expect(limitReached(rule({ name: 'a' }), 'phone', createTold(rows), at('10:00:01'))).toBe(
      false,
    );
  });
});

describe('what was told', () => {
  test('is counted no more when it is two weeks old and something newer is told', () => {
    const told = createTold([row({ at: 0 }), row({ at: 1 })]);
    expect(told.count('a', 'phone', -1, 15 * DAY_MS)).toBe(2);
    told.add(row({ at: 14 * DAY_MS }));
    expect(told.count('a', 'phone', -1, 15 * DAY_MS)).toBe(2);
    told.add(row({ at: 14 * DAY_MS + 1 }));
    expect(told.count('a', 'phone', -1, 15 * DAY_MS)).toBe(2);
  });

  const monday = instantOf('2026-11-23', '08:00:00');
  test.each([
    { title: 'of no rule for a day', rules: [], days: 1 },
    { title: 'of a short cooldown for a day', rules: [rule({ cooldown: 60_000 })], days: 1 },
    {
      title: 'of the longest cooldown or limit for as long',
      rules: [rule({ cooldown: 2 * DAY_MS }), rule({ limit: { count: 1, ms: 3 * DAY_MS } })],
      days: 3,
    },
  ])('$title counts', ({ rules, days }) => {
    expect(countsSince(rules, monday)).toBe(monday - days * DAY_MS);
  });

  test('may cool down until the close from the close before on, over any holidays', () => {
    const rules = [rule({ cooldown: 'until-close' })];
    expect(countsSince(rules, monday)).toBe(instantOf('2026-11-20', '15:30:00'));
    const chuseok = instantOf('2026-09-28', '09:00:00');
    expect(countsSince(rules, chuseok)).toBe(instantOf('2026-09-23', '15:30:00'));
  });

  test('is nothing at first: nothing is counted, and nothing cools down', () => {
    const told = createTold([]);
    expect(told.count('a', 'phone', -1, 15 * DAY_MS)).toBe(0);
    expect(told.last('a', 'phone', '005930')).toBeUndefined();
    for (const cooldown of [60_000, 'until-close'] as const)
      expect(coolingUntil(rule({ name: 'a', cooldown }), HERE, told, -1)).toBeUndefined();
  });
});
