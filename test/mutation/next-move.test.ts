import { expect, test } from 'vitest';
import { nextMove, type Item, type LaneView } from '../../src/deliver/next-move.ts';
import { rule } from '../helpers/rule-set.ts';
import { viEvent } from '../helpers/vi-event.ts';

const item = (eventId: number): Item => ({
  eventId,
  episode: `e${eventId}`,
  event: viEvent(),
  rules: [rule()],
  insteadOf: undefined,
});

const view = (given: Partial<LaneView>): LaneView => ({
  now: 100_000,
  items: [],
  itemsSince: 100_000,
  limited: [],
  limitedSince: 0,
  expired: [],
  expiredAt: 0,
  againAt: undefined,
  extras: false,
  textSince: undefined,
  dirty: [],
  slot: { alert: 0, reply: 0, edit: 0, extra: 0 },
  pace: 60_000,
  trip: 0,
  lastPostAt: 99_000,
  capacity: 2,
  digestAfter: 3_000,
  digests: true,
  fits: (some) => Math.min(some.length, 2),
  ...given,
});

const told = (count: number): number => {
  const items = Array.from({ length: count }, (_, n) => item(n));
  const move = nextMove(view({ items, lastPostAt: 99_000 }));
  return 'items' in move ? move.items.length : 0;
};

test('a digest lists what fits while the windows carry all, and counts the rest once they do not', () => {
  expect(told(4)).toBe(2);
  expect(told(5)).toBe(5);
});

test('a single event is an alert, however slow the pace', () => {
  const alone = view({ items: [item(1)], lastPostAt: 39_000, pace: 61_000, trip: 90_000 });
  expect(nextMove({ ...alone, lastPostAt: 39_000 })).toMatchObject({ is: 'alert' });
});

test('no reply waits where none was asked for', () => {
  expect(nextMove(view({ now: 1_000_000, items: [item(1)], lastPostAt: 0 }))).toMatchObject({
    is: 'alert',
  });
  expect(nextMove(view({}))).toEqual({ is: 'wait', until: Infinity, slot: undefined });
});

test('two that fit one digest are told one by one after ten quiet seconds, however long they waited', () => {
  const since = { itemsSince: 90_000, lastPostAt: 90_000, pace: 10_000 };
  const move = nextMove(view({ items: [item(1), item(2)], ...since }));
  expect(move).toMatchObject({ is: 'alert', items: [{ eventId: 1 }] });
});

test('who waits for a window alone names it, who waits for his own time does not', () => {
  const slot = { alert: 100_500, reply: 0, edit: 0, extra: 0 };
  const urgent = { ...item(1), rules: [rule({ priority: 'high' })] };
  const waiting = { is: 'wait', until: 100_500 };
  expect(nextMove(view({ items: [urgent], slot }))).toEqual({ ...waiting, slot: 'alert' });
  const paced = view({ items: [item(1)], slot, pace: 1_400 });
  expect(nextMove(paced)).toEqual({ ...waiting, slot: undefined });
});
