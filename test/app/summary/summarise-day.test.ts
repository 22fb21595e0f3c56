import { describe, expect, test } from 'vitest';
import { summariseDay, type DayRecords } from '../../../src/app/summary/summarise-day.ts';
import type { LedgerRow } from '../../../src/store/obligation.ts';
import { STANDINGS, type Standing } from '../../../src/store/outcome.ts';
import type { ViEvent } from '../../../src/vi/event.ts';
import { instantOf, type TimeOfDay } from '../../../src/vi/kst.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const DAY = '2026-11-20';
const at = (time: TimeOfDay): number => instantOf(DAY, time);
const HOURS = { open: at('08:00:00'), close: at('20:00:00') };

const events = (...given: readonly Partial<ViEvent>[]): DayRecords['events'] =>
  given.map((one, n) => ({ id: n + 1, episode: `e${n}`, event: viEvent(one) }));

const row = (
  stock: string,
  outcome: Standing,
  { trigger = '09:05:00', told = '', rule = '모든 VI', event = 'trigger' } = {},
): LedgerRow => ({
  day: DAY,
  stock,
  venue: 'krx',
  kind: 'static',
  trigger_time: trigger,
  event,
  rule,
  channel: 'phone',
  outcome,
  reason: null,
  message_id: null,
  at: at(told || trigger),
});

const summed = (given: Partial<DayRecords>) =>
  summariseDay({ day: DAY, hours: HOURS, events: [], rows: [], gaps: [], ...given });

describe('a day summed up', () => {
  test('counts every interruption by direction, and each stock once; releases are none', () => {
    const { all } = summed({
      events: events(
        { stock: '000001', direction: 'up' },
        { stock: '000001', direction: 'up' },
        { stock: '000002', direction: 'down' },
        { stock: '000003', direction: undefined },
        { stock: '000004', direction: 'down', event: 'release' },
      ),
    });
    expect(all).toEqual({ count: 4, up: 2, down: 1, stocks: 3 });
  });

  test('names the five stocks with most of them, by code where there is no name', () => {
    const many = [1, 2, 3, 4, 5, 6].flatMap((n) =>
      Array.from({ length: 7 - n }, () => ({
        stock: `00000${n}`,
        name: n === 2 ? undefined : `종목${n}`,
      })),
    );
    expect(summed({ events: events(...many) }).busiest).toEqual([
      { name: '종목1', count: 6 },
      { name: '000002', count: 5 },
      { name: '종목3', count: 4 },
      { name: '종목4', count: 3 },
      { name: '종목5', count: 2 },
    ]);
  });

  test.each<[title: string, standings: readonly Standing[], counted: Standing]>([
    ['one that was told by one rule and suppressed by another', ['suppressed', 'sent'], 'sent'],
    ['one that was merged and muted', ['muted', 'merged'], 'merged'],
    ['one that was told twice over', ['sent', 'sent', 'sent'], 'sent'],
    ['one that was muted and suppressed', ['suppressed', 'muted'], 'muted'],
    ['one that failed and was muted', ['muted', 'failed'], 'failed'],
  ])('counts an event once, whatever its rules: %s', (_, standings, counted) => {
    const rows = standings.map((standing, n) => row('000001', standing, { rule: `규칙 ${n}` }));
    const { ended } = summed({ rows });
    expect(ended[counted]).toBe(1);
    expect(Object.values(ended).reduce((sum, one) => sum + one, 0)).toBe(1);
  });

  test('knows every standing', () => {
    const { ended } = summed({ rows: STANDINGS.map((standing, n) => row(`00000${n}`, standing)) });
    expect(ended).toEqual(Object.fromEntries(STANDINGS.map((standing) => [standing, 1])));
  });

  test('finds the alert that came longest after its trigger, also in a digest', () => {
    const { slowest } = summed({
      events: events({ stock: '000002', name: '느림보' }),
      rows: [
        row('000001', 'sent', { told: '09:05:03' }),
        row('000002', 'merged', { trigger: '10:00:00', told: '10:00:14' }),
        row('000003', 'expired', { told: '09:59:59' }),
        row('000004', 'sent', { told: '09:15:00', event: 'release' }),
      ],
    });
    expect(slowest).toEqual({ name: '느림보', triggerTime: '10:00:00', ms: 14_000 });
    expect(summed({ rows: [row('000001', 'muted')] }).slowest).toBeUndefined();
  });

  test('names what was muted, the most first', () => {
    const muted = (stock: string, trigger: TimeOfDay) => row(stock, 'muted', { trigger });
    const { muted: names } = summed({
      rows: [
        muted('000001', '09:00:00'),
        muted('000002', '09:00:00'),
        muted('000002', '10:00:00'),
        row('000003', 'sent'),
      ],
    });
    expect(names).toEqual([
      { name: '000002', count: 2 },
      { name: '000001', count: 1 },
    ]);
  });

  test('adds up what was not watched, within the hours of the market', () => {
    const gap = (from: TimeOfDay, to: TimeOfDay) => ({ from: at(from), to: at(to) });
    const gaps = [
      gap('06:00:00', '08:10:00'),
      gap('10:00:00', '10:01:00'),
      gap('19:59:00', '22:00:00'),
      gap('21:00:00', '23:00:00'),
    ];
    expect(summed({ gaps }).unwatched).toBe(12 * 60_000);
  });
});
