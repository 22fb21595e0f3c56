import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Window } from '../../src/channel/channel.ts';
import type { Use } from '../../src/deliver/capacity.ts';
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

const GROUP: readonly Window[] = [
  { scope: 'chat', count: 1, ms: 1_000 },
  { scope: 'chat', count: 20, ms: 60_000 },
  { scope: 'bot', count: 30, ms: 1_000 },
];

/** Sends as soon as it is lawful, `n` times; when each left and when the platform counted it. */
function greedy(windows: readonly Window[], use: Use, n: number, trip: () => number): number[] {
  const limits = createLimits();
  const arrivals: number[] = [];
  let now = 0;
  for (let sent = 0; sent < n; sent += 1) {
    now = earliest(limits, windows, use, now);
    const ticket = take(limits, windows);
    const [out, back] = [trip(), trip()];
    arrivals.push(now + out);
    now += out + back;
    ticket.settle(now);
  }
  return arrivals;
}

const busiest = (arrivals: readonly number[], ms: number): number =>
  Math.max(
    ...arrivals.map((at) => arrivals.filter((other) => other > at - ms && other <= at).length),
  );

const anyWindows = fc.array(
  fc.record({
    scope: fc.constantFrom('a', 'b'),
    count: fc.integer({ min: 1, max: 40 }),
    ms: fc.integer({ min: 100, max: 60_000 }),
  }),
  { minLength: 1, maxLength: 3 },
);

describe('sliding windows', () => {
  test('are never exceeded where the platform counts, whatever the network does', () => {
    fc.assert(
      fc.property(
        anyWindows,
        fc.constantFrom<Use>('alert', 'edit', 'reply'),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 50 }),
        (windows, use, trips) => {
          let turn = 0;
          const arrivals = greedy(windows, use, 60, () => trips[turn++ % trips.length] ?? 0);
          for (const { count, ms } of windows)
            expect(busiest(arrivals, ms)).toBeLessThanOrEqual(count);
        },
      ),
    );
  });

  test('let at least 98 % of the allowed rate through, and 100 % without network time', () => {
    fc.assert(
      fc.property(anyWindows, (windows) => {
        const n = 200;
        const lawful = Math.max(
          ...windows.map(({ count, ms }) => Math.floor((n - 1) / count) * ms),
        );
        const last = greedy(windows, 'reply', n, () => 0).at(-1) ?? 0;
        // Two windows over one scope may each hold back what the other would allow: never more than one window's length.
        expect(last).toBeLessThanOrEqual(lawful * 1.02 + Math.max(...windows.map(({ ms }) => ms)));
      }),
    );
  });

  test.each([
    {
      title: 'a private chat: 60 messages take 59 s',
      windows: GROUP.slice(0, 1),
      n: 60,
      ms: 59_000,
    },
    { title: 'a group: 45 messages take 124 s', windows: GROUP, n: 45, ms: 124_000 },
    { title: 'a bot: 600 messages take 19 s', windows: GROUP.slice(2), n: 600, ms: 19_000 },
  ])('reach the lawful minimum in $title', ({ windows, n, ms }) => {
    expect(greedy(windows, 'reply', n, () => 0).at(-1)).toBe(ms);
  });

  test('hold several windows of several scopes at once for requests that overlap', () => {
    const limits = createLimits();
    const bot: readonly Window[] = [{ scope: 'bot', count: 2, ms: 1_000 }];
    const first = take(limits, bot);
    take(limits, bot);
    expect(earliest(limits, bot, 'reply', 0)).toBe(Infinity);
    first.settle(10);
    expect(earliest(limits, bot, 'reply', 10)).toBe(1_010);
  });

  test('give a place back that was not used', () => {
    const limits = createLimits();
    take(limits, GROUP).cancel();
    expect(earliest(limits, GROUP, 'alert', 5)).toBe(5);
  });

  test('keep a share for replies when alerts have used theirs', () => {
    const limits = createLimits();
    const group = GROUP.slice(1, 2);
    for (let n = 0; n < 18; n += 1) take(limits, group).settle(n);
    expect(earliest(limits, group, 'alert', 100)).toBe(60_000);
    expect(earliest(limits, group, 'reply', 100)).toBe(100);
  });

  test('wait exactly as told after a 429, for that scope alone', () => {
    const limits = createLimits();
    block(limits, 'chat', 37_000);
    expect(earliest(limits, GROUP, 'alert', 0)).toBe(37_000);
    expect(earliest(limits, GROUP.slice(2), 'alert', 0)).toBe(0);
  });

  test('pace what is left of a budget once half of it is gone', () => {
    const limits = createLimits();
    const group = GROUP.slice(1, 2);
    expect(pace(limits, group, 'alert', 0)).toBe(0);
    for (let n = 0; n < 9; n += 1) take(limits, group).settle(n * 1_000);
    expect(pace(limits, group, 'alert', 9_000)).toBeCloseTo(51_000 / 9);
  });
});

const window = (count: number, ms: number, scope = 'chat'): Window => ({ scope, count, ms });
/** So many requests that were answered at `at`. */
function used(windows: readonly Window[], count: number, at = 0): Limits {
  const limits = createLimits();
  for (let n = 0; n < count; n += 1) recall(limits, windows, at);
  return limits;
}

describe('what windows hold back', () => {
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
});

describe('the pace', () => {
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
