import { describe, expect, test } from 'vitest';
import type { Window } from '../../src/channel/channel.ts';
import {
  answered,
  block,
  createLimits,
  earliest,
  opening,
  pace,
  recall,
  take,
  type Limits,
} from '../../src/deliver/limits.ts';

const window = (count: number, ms: number, scope = 'chat'): Window => ({ scope, count, ms });
/** So many requests that were answered at `at`. */
function used(windows: readonly Window[], count: number, at = 0): Limits {
  const limits = createLimits();
  for (let n = 0; n < count; n += 1) recall(limits, windows, at);
  return limits;
}

test('what an earlier process sent counts until its window is over, to the millisecond', () => {
  const windows = [window(1, 1_000)];
  const limits = used(windows, 1, 500);
  expect(earliest(limits, windows, 'reply', 500)).toBe(1_500);
  expect(earliest(limits, windows, 'reply', 1_499)).toBe(1_500);
  expect(earliest(limits, windows, 'reply', 1_500)).toBe(1_500);
  expect(earliest(limits, windows, 'reply', 9_000)).toBe(9_000);
});

test('a scope remembers for its longest window, whichever was asked for last', () => {
  const long = window(1, 10_000);
  const limits = used([long, window(5, 1_000)], 1);
  recall(limits, [window(5, 1_000)], 5_000);
  expect(earliest(limits, [window(2, 10_000)], 'reply', 5_000)).toBe(10_000);
});

test('a hold is for the scope that was told, or for every scope of the request', () => {
  const both = [window(5, 1_000, 'chat'), window(5, 1_000, 'bot')];
  const [chat = window(0, 0), bot = window(0, 0)] = both;
  const one = createLimits();
  take(one, both).hold('bot', 7_000);
  expect(earliest(one, [bot], 'reply', 0)).toBe(7_000);
  expect(earliest(one, [chat], 'reply', 0)).toBe(0);
  const all = createLimits();
  take(all, both).hold(undefined, 7_000);
  expect(earliest(all, [bot], 'reply', 0)).toBe(7_000);
  expect(earliest(all, [chat], 'reply', 0)).toBe(7_000);
});

test('a hold never ends sooner because of a shorter one, and a full window waits for the later', () => {
  const windows = [window(1, 1_000)];
  const limits = used(windows, 1);
  block(limits, 'chat', 5_000);
  block(limits, 'chat', 3_000);
  expect(earliest(limits, windows, 'reply', 0)).toBe(5_000);
});

test('a narrow window is paced evenly, a wide one not before half of it is gone', () => {
  expect(pace(createLimits(), [window(5, 1_000)], 'reply', 0)).toBe(200);
  expect(pace(createLimits(), [window(10, 1_000)], 'reply', 0)).toBe(0);
  const wide = [window(10, 1_000)];
  expect(pace(used(wide, 4), wide, 'reply', 100)).toBe(0);
  expect(pace(used(wide, 5), wide, 'reply', 100)).toBe(900 / 5);
});

test('what is in flight counts for the pace; a full window opens with its first', () => {
  const wide = [window(10, 1_000)];
  const limits = used(wide, 4);
  take(limits, wide);
  expect(pace(limits, wide, 'reply', 100)).toBe(900 / 5);
  const full = used(wide, 12, 100);
  expect(pace(full, wide, 'reply', 200)).toBe(900);
  const flying = createLimits();
  for (let n = 0; n < 6; n += 1) take(flying, wide);
  expect(pace(flying, wide, 'reply', 300)).toBe(1_000 / 4);
});

test('old requests are no burden to the pace', () => {
  const wide = [window(10, 1_000)];
  expect(pace(used(wide, 9), wide, 'reply', 1_000)).toBe(0);
  const limits = used(wide, 5);
  for (let n = 0; n < 5; n += 1) recall(limits, wide, 1_400);
  expect(pace(limits, wide, 'reply', 1_500)).toBe(900 / 5);
});

test('the scope that is named is the first of those that open last', () => {
  const both = [window(1, 1_000, 'chat'), window(1, 1_000, 'bot')];
  expect(opening(used(both, 1), both, 'reply')).toEqual({ at: 1_000, scope: 'chat' });
});

test('as if every answer were there: what is in flight holds nothing, what was answered does', () => {
  const windows = [window(2, 1_000)];
  const limits = used(windows, 1, 500);
  take(limits, windows);
  expect(earliest(limits, windows, 'reply', 500)).toBe(1_500);
  expect(earliest(answered(limits), windows, 'reply', 500)).toBe(500);
  take(limits, windows);
  expect(earliest(limits, windows, 'reply', 500)).toBe(Infinity);
  recall(limits, windows, 600);
  expect(earliest(answered(limits), windows, 'reply', 600)).toBe(1_500);
});

describe('of a scope that holds nothing back nothing is kept', () => {
  const CHAT = [window(1, 1_000)];
  const OTHER = [window(1, 1_000, 'other')];
  const NOW = 5_000;
  const send = (limits: Limits, now: number): void => take(limits, OTHER).settle(now);

  test.each<{ title: string; before: (limits: Limits) => void; kept: boolean }>([
    {
      title: 'no request left',
      before: (limits) => take(limits, CHAT).cancel(),
      kept: false,
    },
    {
      title: 'its last answer is as old as its window',
      before: (limits) => recall(limits, CHAT, NOW - 1_000),
      kept: false,
    },
    {
      title: 'its last answer is a moment younger',
      before: (limits) => recall(limits, CHAT, NOW - 999),
      kept: true,
    },
    {
      title: 'a longer window of it is not over',
      before(limits) {
        recall(limits, [window(9, 60_000)], NOW - 2_000);
        recall(limits, CHAT, NOW - 2_000);
      },
      kept: true,
    },
    {
      title: 'a request is on its way',
      before: (limits) => void take(limits, CHAT),
      kept: true,
    },
    {
      title: 'it was told to wait until now',
      before: (limits) => block(limits, 'chat', NOW),
      kept: false,
    },
    {
      title: 'it was told to wait longer',
      before: (limits) => block(limits, 'chat', NOW + 1),
      kept: true,
    },
  ])('$title: kept is $kept', ({ before, kept }) => {
    const limits = createLimits();
    before(limits);
    send(limits, NOW);
    expect(limits.scopes.has('chat')).toBe(kept);
  });

  test('two are looked at with each request, round and round', () => {
    const limits = createLimits();
    for (const name of ['a', 'b', 'c']) block(limits, name, 0);
    send(limits, NOW);
    expect([...limits.scopes.keys()]).toEqual(['c', 'other']);
    send(limits, NOW);
    expect([...limits.scopes.keys()]).toEqual(['other']);
    block(limits, 'd', 0);
    send(limits, NOW);
    expect([...limits.scopes.keys()]).toEqual(['other']);
    send(limits, NOW);
    block(limits, 'e', 0);
    for (let n = 0; n < 3; n += 1) send(limits, NOW);
    expect([...limits.scopes.keys()]).toEqual(['other']);
  });
});
