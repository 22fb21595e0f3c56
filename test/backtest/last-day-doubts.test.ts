import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../src/backtest/events-of.ts';
import { lastDayDoubts } from '../../src/backtest/last-day-doubts.ts';
import { playDay } from '../../src/backtest/play-day.ts';
import { readSample, SAMPLE_STOCKS } from '../../src/backtest/sample-day.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { stageOf } from './stage.ts';

const DAY = '2026-11-20';
const clock = fakeClock();

/** So many first VIs, so far apart. */
const volley = (count: number, apart: number) =>
  Array.from({ length: count }, (_, index) => {
    const heardAt = instantOf(DAY, '10:00:00') + index * apart;
    return viEvent({ stock: `${100_000 + index}`, heardAt });
  });

const doubts = (rules: string, events: ReturnType<typeof volley>) => {
  const { rules: set, channels } = stageOf(rules);
  return lastDayDoubts({ day: DAY, events, rules: set, channels, clock }).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
};
const rule = (name: string, more: string): string => `  - { name: ${name}, ${more} }`;
const ALL = rule('모두', 'when: { all: true }, notify: [phone, screen]');

describe('what a recorded day says of the rules', () => {
  test('more in a minute than the group carries, and since when', () => {
    expect(doubts(ALL, volley(30, 2_000))).toEqual([
      '모두: On 2026-11-20 it matched 30 times, 30 of them in the minute from 10:00:00: `phone` ' +
        'carries 18 messages a minute, so digests merge the rest',
    ]);
  });

  test.each([
    ['as many as it carries', ALL, volley(18, 2_000)],
    ['many over the day', ALL, volley(100, 4_000)],
    ['a rule with a limit of its own', ALL.replace(' }', ' }, limit: 5/10m'), volley(30, 2_000)],
    ['a rule for the console', ALL.replace('phone, ', ''), volley(30, 2_000)],
    ['what a standing mute hides', `${ALL}\nmutes: [{ when: { all: true } }]`, volley(30, 2_000)],
  ])('nothing about %s', (_what, rules, events) => {
    expect(doubts(rules, events)).toEqual([]);
  });

  const UP = rule('상승', 'when: { direction: up }, notify: screen');

  test('rules that always fired together', () => {
    const other = rule('큰 폭', 'when: { deviation: ">= 10" }, notify: screen');
    expect(doubts(`${UP}\n${other}`, volley(5, 60_000))).toEqual([
      '큰 폭: On 2026-11-20 it matched the same 5 events as `상승`',
    ]);
    expect(doubts(`${UP}\n${other}`, volley(4, 60_000))).toEqual([]);
  });

  test('not rules that differed once', () => {
    const other = rule('하나 빼고', 'when: { not: { stock: "100003" } }, notify: screen');
    expect(doubts(`${UP}\n${other}`, volley(9, 60_000))).toEqual([]);
  });
});

test('the events of a recording are those that a backtest sees', async () => {
  const frames = await readSample();
  const seen = await eventsOf(frames, SAMPLE_STOCKS);
  const { events } = await playDay(
    stageOf(rule('없음', 'when: { stock: "999999" }, notify: screen')),
    frames,
  );
  expect(seen.map((one) => [one.stock, one.triggerTime, one.event])).toEqual(
    events.map((one) => [one.stock, one.trigger_time, one.event]),
  );
});
