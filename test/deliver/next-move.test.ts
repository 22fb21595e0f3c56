import { describe, expect, test } from 'vitest';
import {
  nextMove,
  priorityOf,
  type Item,
  type LaneView,
  type Move,
} from '../../src/deliver/next-move.ts';
import type { Priority } from '../../src/rules/rule.ts';
import { rule } from '../helpers/rule-set.ts';
import { viEvent } from '../helpers/vi-event.ts';

const NOW = 1_000_000;

const item = (eventId: number, priority: Priority = 'normal'): Item => ({
  eventId,
  episode: `e${eventId}`,
  event: viEvent(),
  rules: [rule({ priority })],
  insteadOf: undefined,
});
const items = (...ids: readonly number[]): readonly Item[] => ids.map((id) => item(id));

/** A lane with nothing to do, free windows, and its last message just now. */
const view = (given: Partial<LaneView> = {}): LaneView => ({
  now: NOW,
  items: [],
  itemsSince: NOW,
  limited: [],
  limitedSince: NOW,
  expired: [],
  expiredAt: NOW,
  againAt: undefined,
  extras: false,
  textSince: undefined,
  dirty: [],
  slot: { alert: NOW, reply: NOW, edit: NOW, extra: NOW },
  pace: 0,
  trip: 5,
  lastPostAt: NOW,
  capacity: 100,
  digestAfter: 3_000,
  digests: true,
  fits: (some) => Math.min(some.length, 10),
  ...given,
});

/** `alert 1`, `storm 1,2`, `edit 5`, `wait 1000`: a move on one line, waits counted from now. */
function said(given: Partial<LaneView>): string {
  const move = nextMove(view(given));
  if (move.is === 'wait') return `wait ${move.until - NOW}`;
  if (move.is === 'edit') return `edit ${move.messageId}`;
  return 'items' in move
    ? `${move.is} ${move.items.map(({ eventId }) => eventId).join()}`
    : move.is;
}

const BUSY = { pace: 6_000, lastPostAt: NOW - 6_000 };
const dirty = (messageId: number, since: number, digest = false) => ({ messageId, since, digest });

describe('the next move of a lane', () => {
  test.each<{ title: string; given: Partial<LaneView>; is: string }>([
    { title: 'nothing to do waits for ever', given: {}, is: 'wait Infinity' },
    { title: 'one event is told alone', given: { items: items(1) }, is: 'alert 1' },
    {
      title: 'several are told one by one where nothing may be merged',
      given: { items: items(1, 2, 3, 4, 5), ...BUSY, digests: false },
      is: 'alert 1',
    },
    {
      title: 'several are told one by one while the windows are wide',
      given: { items: items(1, 2, 3) },
      is: 'alert 1',
    },
    {
      title: 'after ten quiet seconds the first is told alone, however narrow the windows',
      given: { items: items(1, 2, 3), pace: 6_000, lastPostAt: NOW - 10_000 },
      is: 'alert 1',
    },
    {
      title: 'what would wait longer than digest_after is merged',
      given: { items: items(1, 2, 3), ...BUSY },
      is: 'storm 1,2,3',
    },
    {
      title: 'what would wait exactly digest_after is not',
      given: { items: items(1, 2), pace: 3_000, lastPostAt: NOW - 3_000 },
      is: 'alert 1',
    },
    {
      title: 'a slow chat merges too, however wide its windows',
      given: { items: items(1, 2, 3), trip: 1_600 },
      is: 'storm 1,2,3',
    },
    {
      title: 'a digest that is not full keeps the pace',
      given: { items: items(1, 2, 3), pace: 6_000, lastPostAt: NOW - 1_000 },
      is: 'wait 5000',
    },
    {
      title: 'but no longer than ten seconds: the end of a burst is told with it',
      given: {
        items: items(1, 2, 3),
        itemsSince: NOW - 10_000,
        pace: 22_000,
        lastPostAt: NOW - 1_000,
      },
      is: 'storm 1,2,3',
    },
    {
      title: 'nor does it wait longer than the rest of the ten',
      given: { items: items(1, 2), itemsSince: NOW - 8_000, pace: 22_000, lastPostAt: NOW - 1_000 },
      is: 'wait 2000',
    },
    {
      title: 'what full windows have kept back for long is no first alert after a quiet time',
      given: {
        items: items(...Array.from({ length: 11 }, (_, n) => n)),
        itemsSince: NOW - 10_000,
        pace: 1_000,
        lastPostAt: NOW - 40_000,
      },
      is: 'storm 0,1,2,3,4,5,6,7,8,9',
    },
    {
      title: 'but a burst that has only begun is one',
      given: {
        items: items(...Array.from({ length: 11 }, (_, n) => n)),
        itemsSince: NOW - 9_999,
        pace: 1_000,
        lastPostAt: NOW - 40_000,
      },
      is: 'alert 0',
    },
    {
      title: 'a full one goes as soon as it is lawful',
      given: {
        items: items(...Array.from({ length: 11 }, (_, n) => n)),
        pace: 6_000,
        lastPostAt: NOW - 1_000,
      },
      is: 'storm 0,1,2,3,4,5,6,7,8,9',
    },
    {
      title: 'more than can be told while it is news goes into one digest that counts the rest',
      given: { items: items(1, 2, 3, 4, 5), ...BUSY, capacity: 2, fits: () => 2 },
      is: 'storm 1,2,3,4,5',
    },
    {
      title: 'as many as can be told while it is news go into full digests',
      given: { items: items(1, 2, 3, 4), ...BUSY, capacity: 2, fits: () => 2 },
      is: 'storm 1,2',
    },
    {
      title: 'a single event is told alone, however slow the pace and the chat',
      given: { items: items(1), pace: 61_000, lastPostAt: NOW - 61_000, trip: 90_000 },
      is: 'alert 1',
    },
    {
      title: 'two that fit one digest are told one by one after ten quiet seconds',
      given: {
        items: items(1, 2),
        itemsSince: NOW - 10_000,
        pace: 10_000,
        lastPostAt: NOW - 10_000,
        fits: () => 2,
      },
      is: 'alert 1',
    },
    {
      title: 'high priority goes first and alone of its rank',
      given: { items: [item(1), item(2, 'high'), item(3, 'low')] },
      is: 'alert 2',
    },
    {
      title: 'high priority does not keep the pace',
      given: { items: [item(1, 'high')], pace: 6_000, lastPostAt: NOW - 1_000 },
      is: 'alert 1',
    },
    {
      title: 'high priority is merged with its like only',
      given: { items: [item(1, 'high'), item(2), item(3, 'high')], ...BUSY },
      is: 'storm 1,3',
    },
    {
      title: 'no alert before its window opens',
      given: { items: items(1), slot: { alert: NOW + 700, reply: NOW, edit: NOW, extra: NOW } },
      is: 'wait 700',
    },
    {
      title: 'a message in doubt goes before everything that is new',
      given: { items: [item(1, 'high')], againAt: NOW, expired: items(2), extras: true },
      is: 'again',
    },
    {
      title: 'and nothing new goes while it takes a breath',
      given: { items: items(1), againAt: NOW + 1_000 },
      is: 'wait 1000',
    },
    {
      title: 'but a reply does',
      given: { items: items(1), againAt: NOW + 1_000, textSince: NOW },
      is: 'text',
    },
    {
      title: 'alerts go before a fresh reply',
      given: { items: items(1), textSince: NOW },
      is: 'alert 1',
    },
    {
      title: 'a reply that waited two seconds goes before alerts',
      given: { items: items(1), textSince: NOW - 2_000 },
      is: 'text',
    },
    {
      title: "a reply uses its share when the alerts' is used up",
      given: {
        items: items(1),
        textSince: NOW,
        slot: { alert: NOW + 700, reply: NOW, edit: NOW, extra: NOW },
      },
      is: 'text',
    },
    {
      title: "past a rule's limit the rest waits digest_after for company",
      given: { limited: items(1), limitedSince: NOW - 1_000 },
      is: 'wait 2000',
    },
    {
      title: 'and then goes as one digest',
      given: { limited: items(1, 2), limitedSince: NOW - 3_000 },
      is: 'limit 1,2',
    },
    {
      title: 'other alerts go before it',
      given: { items: items(3), limited: items(1, 2), limitedSince: NOW - 9_000 },
      is: 'alert 3',
    },
    {
      title: 'but need not be waited for while they keep the pace',
      given: {
        items: items(3, 4),
        limited: items(1, 2),
        limitedSince: NOW - 3_000,
        pace: 6_000,
        lastPostAt: NOW - 1_000,
      },
      is: 'limit 1,2',
    },
    {
      title: 'what expired is gathered for digest_after',
      given: { expired: items(1), expiredAt: NOW - 1_000 },
      is: 'wait 2000',
    },
    {
      title: 'and then listed at once, all of it',
      given: { expired: items(1, 2), expiredAt: NOW - 3_000 },
      is: 'expired 1,2',
    },
    {
      title: 'news goes before what is over',
      given: { items: items(3), expired: items(1), expiredAt: NOW - 9_000 },
      is: 'alert 3',
    },
    {
      title: 'edits wait for alerts, even for one that may not go yet',
      given: {
        items: items(1),
        dirty: [dirty(5, NOW - 9_000)],
        slot: { alert: NOW + 700, reply: NOW, edit: NOW, extra: NOW },
      },
      is: 'wait 700',
    },
    {
      title: 'a living alert is corrected at once',
      given: { dirty: [dirty(5, NOW)] },
      is: 'edit 5',
    },
    {
      title: 'a digest gathers its changes for digest_after',
      given: { dirty: [dirty(5, NOW, true)] },
      is: 'wait 3000',
    },
    {
      title: 'the message that waits longest is corrected first',
      given: { dirty: [dirty(5, NOW - 10), dirty(6, NOW - 20)] },
      is: 'edit 6',
    },
    {
      title: 'edits keep to their share of the windows',
      given: {
        dirty: [dirty(5, NOW - 10)],
        slot: { alert: NOW, reply: NOW, edit: NOW + 4_000, extra: NOW },
      },
      is: 'wait 4000',
    },
    {
      title: 'a release of its own keeps to the windows of messages, not of edits',
      given: { extras: true, slot: { alert: NOW, reply: NOW, edit: NOW, extra: NOW + 4_000 } },
      is: 'wait 4000',
    },
    {
      title: 'a release of its own goes before edits',
      given: { extras: true, dirty: [dirty(5, NOW)] },
      is: 'extra',
    },
    {
      title: 'of several that wait, the first that may go decides how long',
      given: {
        expired: items(1),
        expiredAt: NOW - 1_000,
        dirty: [dirty(5, NOW + 500)],
      },
      is: 'wait 500',
    },
  ])('$title', ({ given, is }) => {
    expect(said(given)).toBe(is);
  });
});

describe('a lane that waits', () => {
  const slot = { alert: NOW + 500, reply: NOW, edit: NOW, extra: NOW };
  const until = NOW + 500;

  test.each<{ title: string; given: Partial<LaneView>; is: Move }>([
    {
      title: 'for a window alone names it',
      given: { items: [item(1, 'high')], slot },
      is: { is: 'wait', until, slot: 'alert' },
    },
    {
      title: 'for its own time as well names none',
      given: { items: items(1), slot, pace: 1_400, lastPostAt: NOW - 1_000 },
      is: { is: 'wait', until, slot: undefined },
    },
    {
      title: 'for nothing names none',
      given: {},
      is: { is: 'wait', until: Infinity, slot: undefined },
    },
  ])('$title', ({ given, is }) => {
    expect(nextMove(view(given))).toEqual(is);
  });
});

test.each<{ priorities: readonly Priority[]; is: Priority }>([
  { priorities: ['low', 'high'], is: 'high' },
  { priorities: ['low', 'normal'], is: 'normal' },
  { priorities: ['low'], is: 'low' },
])('an event of rules $priorities is $is', ({ priorities, is }) => {
  const rules = priorities.map((priority) => rule({ priority }));
  expect(priorityOf({ ...item(1), rules })).toBe(is);
});
