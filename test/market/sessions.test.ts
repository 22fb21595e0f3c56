import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endOfDay,
  endOfRegular,
  openAndClose,
  sessionsAt,
  type SessionName,
} from '../../src/market/sessions.ts';
import type { Venue } from '../../src/vi/event.ts';
import { dayOf, instantOf, timeOf, type EpochMs } from '../../src/vi/kst.ts';

const at = (text: string): EpochMs => instantOf(text.slice(0, 10), text.slice(11));
const textOf = (instant: EpochMs): string => `${dayOf(instant)} ${timeOf(instant)}`;

type Row = readonly [at: string, venue: Venue | undefined, sessions: readonly SessionName[]];

const check = (rows: readonly Row[]) =>
  test.each(rows)('%s on %s: %j', (text, venue, expected) => {
    expect([...sessionsAt(at(text), venue)].toSorted()).toEqual(expected.toSorted());
  });

describe('on an ordinary day', () => {
  check([
    ['2026-11-20 08:29:59', 'krx', []],
    ['2026-11-20 08:30:00', 'krx', ['opening']],
    ['2026-11-20 08:59:59', 'krx', ['opening']],
    ['2026-11-20 09:00:00', 'krx', ['opening', 'regular']],
    ['2026-11-20 09:00:29', 'krx', ['opening', 'regular']],
    ['2026-11-20 09:00:30', 'krx', ['regular']],
    ['2026-11-20 15:19:59', 'krx', ['regular']],
    ['2026-11-20 15:20:00', 'krx', ['closing']],
    ['2026-11-20 15:30:00', 'krx', []],
    ['2026-11-20 16:00:00', 'krx', ['after']],
    ['2026-11-20 19:59:59', 'krx', ['after']],
    ['2026-11-20 20:00:00', 'krx', []],
    ['2026-11-20 07:59:59', 'nxt', []],
    ['2026-11-20 08:00:00', 'nxt', ['nxt-pre']],
    ['2026-11-20 08:50:00', 'nxt', []],
    ['2026-11-20 09:00:00', 'nxt', []],
    ['2026-11-20 09:00:30', 'nxt', ['regular']],
    ['2026-11-20 15:20:00', 'nxt', []],
    ['2026-11-20 15:40:00', 'nxt', ['after']],
    ['2026-11-20 20:00:00', 'nxt', []],
  ]);
});

describe('where the venue is not known, the sessions of either hold', () => {
  check([
    ['2026-11-20 08:40:00', undefined, ['nxt-pre', 'opening']],
    ['2026-11-20 15:25:00', undefined, ['closing']],
    ['2026-11-20 15:45:00', undefined, ['after']],
  ]);
});

describe('on the exam day everything but the evening is an hour later', () => {
  check([
    ['2026-11-19 09:15:00', 'krx', []],
    ['2026-11-19 09:30:00', 'krx', ['opening']],
    ['2026-11-19 10:00:00', 'krx', ['opening', 'regular']],
    ['2026-11-19 16:19:59', 'krx', ['regular']],
    ['2026-11-19 16:20:00', 'krx', ['closing']],
    ['2026-11-19 16:30:00', 'krx', []],
    ['2026-11-19 17:00:00', 'krx', ['after']],
    ['2026-11-19 08:10:00', 'nxt', []],
    ['2026-11-19 10:00:30', 'nxt', ['regular']],
    ['2026-11-19 16:40:00', 'nxt', ['after']],
  ]);
});

describe('on the first trading day of the year only the opening is later', () => {
  check([
    ['2026-01-02 08:10:00', 'nxt', []],
    ['2026-01-02 09:00:00', 'krx', []],
    ['2026-01-02 10:00:00', 'krx', ['opening', 'regular']],
    ['2026-01-02 15:25:00', 'krx', ['closing']],
  ]);
});

describe('sessions are not older than they are, and need a trading day', () => {
  check([
    ['2026-09-11 17:00:00', 'krx', []],
    ['2026-09-14 17:00:00', 'krx', ['after']],
    ['2025-02-28 10:00:00', 'nxt', []],
    ['2025-03-04 10:00:00', 'nxt', ['regular']],
    ['2026-11-21 10:00:00', 'krx', []],
    ['2026-12-31 10:00:00', undefined, []],
  ]);
});

test.each([
  ['an ordinary day', '2026-11-20', 'krx', ['09:00:00', '15:30:00']],
  ['an ordinary day on NXT', '2026-11-20', 'nxt', ['09:00:30', '15:20:00']],
  ['an ordinary day, venue unknown', '2026-11-20', undefined, ['09:00:00', '15:30:00']],
  ['the exam day', '2026-11-19', 'krx', ['10:00:00', '16:30:00']],
  ['the exam day on NXT', '2026-11-19', 'nxt', ['10:00:30', '16:20:00']],
  ['the first trading day', '2026-01-02', 'krx', ['10:00:00', '15:30:00']],
] as const)('open and close of %s', (_, day, venue, [open, close]) => {
  expect(openAndClose(day, venue)).toEqual({
    open: instantOf(day, open),
    close: instantOf(day, close),
  });
});

test('a day without trading has no open and no close', () => {
  expect(openAndClose('2026-11-21', 'krx')).toBeUndefined();
  expect(openAndClose('2025-02-28', 'nxt')).toBeUndefined();
});

test.each([
  ['in the morning', '2026-11-20 08:00:00', '2026-11-20 15:30:00'],
  ['in the closing auction', '2026-11-20 15:29:59', '2026-11-20 15:30:00'],
  ['at the close', '2026-11-20 15:30:00', '2026-11-23 15:30:00'],
  ['on the exam day', '2026-11-19 15:45:00', '2026-11-19 16:30:00'],
  ['the evening before the exam day', '2026-11-18 18:00:00', '2026-11-19 16:30:00'],
  ['on a Saturday', '2026-11-21 10:00:00', '2026-11-23 15:30:00'],
])('until-close, said %s', (_, said, expected) => {
  expect(textOf(endOfRegular(at(said)))).toBe(expected);
});

test.each([
  ['in the morning', '2026-11-20 09:00:00', '2026-11-20 20:00:00'],
  ['a second before the end', '2026-11-20 19:59:59', '2026-11-20 20:00:00'],
  ['at the end', '2026-11-20 20:00:00', '2026-11-23 20:00:00'],
  ['on a Saturday afternoon', '2026-11-21 14:00:00', '2026-11-21 20:00:00'],
  ['on a Saturday night', '2026-11-21 23:00:00', '2026-11-23 20:00:00'],
])('today, said %s', (_, said, expected) => {
  expect(textOf(endOfDay(at(said)))).toBe(expected);
});

const instants = fc.integer({ min: at('2018-01-01 00:00:00'), max: at('2027-12-31 23:59:59') });

test('both ends lie ahead, on a boundary of their kind, and within two weeks', () => {
  fc.assert(
    fc.property(instants, (now) => {
      for (const end of [endOfRegular(now), endOfDay(now)]) {
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThan(14 * 86_400_000);
      }
      expect(sessionsAt(endOfRegular(now) - 1, 'krx')).toEqual(new Set(['closing']));
      expect(timeOf(endOfDay(now))).toBe('20:00:00');
    }),
    { numRuns: 300 },
  );
});
