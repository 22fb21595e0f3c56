import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Window } from '../../src/channel/channel.ts';
import type { Use } from '../../src/deliver/capacity.ts';
import { block, createLimits, earliest, pace, take } from '../../src/deliver/limits.ts';

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
