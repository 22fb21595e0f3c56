import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Window } from '../../src/channel/channel.ts';
import { shortest, type Use } from '../../src/deliver/capacity.ts';
import { block, createLimits, take } from '../../src/deliver/limits.ts';
import { createTurns, turn } from '../../src/deliver/turns.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';

const BOT: Window = { scope: 'bot', count: 30, ms: 1_000 };
const chat = (scope: string): readonly Window[] => [{ scope, count: 1, ms: 1_000 }, BOT];
const group = (scope: string): readonly Window[] => [
  { scope, count: 20, ms: 60_000 },
  ...chat(scope),
];

interface Load {
  readonly windows: readonly Window[];
  readonly count: number;
  readonly use?: Use;
}

interface Sent {
  readonly to: number;
  readonly at: number;
  /** Since it might have gone, were there no other destination. */
  readonly waited: number;
  readonly windows: readonly Window[];
}

/** Everything that all loads have to send, as the turns let it leave. */
async function play(
  clock: FakeClock,
  loads: readonly Load[],
  trip = (): number => 0,
): Promise<readonly Sent[]> {
  const turns = createTurns(clock, createLimits());
  const sent: Sent[] = [];
  loads.forEach(({ windows, count, use = 'reply' }, to) => {
    let left = count;
    let servedAt = -Infinity;
    const next = (): void => {
      if (left === 0) return;
      const since = Math.max(clock.elapsed(), servedAt);
      const backlog = shortest(windows, use, left);
      turns.ask({ windows, use, backlog, servedAt }, (place) => {
        const at = clock.elapsed();
        sent.push({ to, at, waited: at - since, windows });
        left -= 1;
        clock.after(trip(), () => {
          servedAt = clock.elapsed();
          place.settle(servedAt);
          turns.look();
          next();
        });
      });
    };
    next();
  });
  await clock.runUntilIdle();
  return sent;
}

const busiest = (times: readonly number[], ms: number): number =>
  Math.max(...times.map((at) => times.filter((other) => other > at - ms && other <= at).length));

/** Every window of every scope that was exceeded. */
function exceeded(sent: readonly Sent[]): readonly string[] {
  const windows = new Map(
    sent.flatMap((one) => one.windows.map((window) => [JSON.stringify(window), window] as const)),
  );
  return [...windows].flatMap(([name, { scope, count, ms }]) => {
    const inside = sent.filter((one) => one.windows.some((window) => window.scope === scope));
    const most = busiest(
      inside.map(({ at }) => at),
      ms,
    );
    return most > count ? [`${most} in ${name}`] : [];
  });
}

const last = (sent: readonly Sent[]): number => Math.max(...sent.map(({ at }) => at));
const times = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));

const anyLoads = fc.array(
  fc.record({
    windows: fc.constantFrom(chat('a'), chat('b'), group('-c'), group('-d'), [BOT]),
    count: fc.integer({ min: 1, max: 45 }),
    use: fc.constantFrom<Use>('alert', 'reply', 'edit'),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('turns', () => {
  test('exceed no window, whatever the network does, and leave nobody waiting', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLoads,
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 50 }),
        async (loads, trips) => {
          let turnOf = 0;
          const sent = await play(fakeClock(), loads, () => trips[turnOf++ % trips.length] ?? 0);
          expect(exceeded(sent)).toEqual([]);
          loads.forEach(({ count }, to) => {
            expect(sent.filter((one) => one.to === to)).toHaveLength(count);
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each([
    {
      title: '600 messages to 60 chats',
      loads: times(60, (n) => ({ windows: chat(`${n}`), count: 10 })),
      ms: 19_000,
    },
    { title: '20 to one chat', loads: [{ windows: chat('a'), count: 20 }], ms: 19_000 },
    { title: '45 to one group', loads: [{ windows: group('-a'), count: 45 }], ms: 124_000 },
    {
      title: '2,100 to chats and groups',
      loads: [
        ...times(20, (n) => ({ windows: group(`-${n}`), count: 24 })),
        ...times(16, (n) => ({ windows: chat(`${n}`), count: 45 })),
        ...times(15, (n) => ({ windows: chat(`long ${n}`), count: 60 })),
      ],
      ms: 69_000,
    },
  ])('reach the lawful minimum with $title', async ({ loads, ms }) => {
    const sent = await play(fakeClock(), loads);
    expect(last(sent)).toBe(ms);
    expect(exceeded(sent)).toEqual([]);
  });

  test('reach at least 98 % of the rate that all destinations share', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 31, maxLength: 60 }),
        async (counts) => {
          const loads = counts.map((count, n) => ({ windows: chat(`${n}`), count }));
          const all = counts.reduce((a, b) => a + b, 0);
          const lawful = Math.max(
            shortest([BOT], 'reply', all),
            ...loads.map(({ windows, count }) => shortest(windows, 'reply', count)),
          );
          // The last second is one step of the window: a schedule this short cannot be split finer.
          expect(last(await play(fakeClock(), loads))).toBeLessThanOrEqual(lawful * 1.02 + 1_000);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('give the place to the longest backlog first', async () => {
    const clock = fakeClock();
    const one: readonly Window[] = [{ scope: 'bot', count: 1, ms: 1_000 }];
    const counts = [1, 3, 2];
    const sent = await play(
      clock,
      counts.map((count) => ({ windows: one, count })),
    );
    // The first finds the window open; of those that wait, the longer way goes first.
    expect(sent.map(({ to }) => to).slice(0, 3)).toEqual([0, 1, 2]);
    expect(last(sent)).toBe(5_000);
  });

  test('starve nobody: one message among forty long backlogs leaves within seconds', async () => {
    const loads = [
      ...times(40, (n) => ({ windows: chat(`${n}`), count: 30 })),
      ...times(5, (n) => ({ windows: chat(`one ${n}`), count: 1 })),
    ];
    const sent = await play(fakeClock(), loads);
    const ones = sent.filter(({ to }) => to >= 40);
    expect(ones).toHaveLength(5);
    expect(Math.max(...ones.map(({ at }) => at))).toBeLessThanOrEqual(7_000);
    expect(Math.max(...sent.map(({ waited }) => waited))).toBeLessThanOrEqual(10_000);
  });

  test('let a reply pass alerts that have used up their share', async () => {
    const sent = await play(fakeClock(), [
      { windows: group('-a').slice(0, 1), count: 30, use: 'alert' },
      { windows: group('-a').slice(0, 1), count: 1, use: 'reply' },
    ]);
    expect(sent.find(({ to }) => to === 1)?.at).toBe(0);
    expect(sent.filter(({ at }) => at === 0)).toHaveLength(18);
  });

  test('let a reply go within two seconds where alerts fill a window of one', async () => {
    const sent = await play(fakeClock(), [
      ...times(60, (n) => ({ windows: chat(`${n}`), count: 5, use: 'alert' as const })),
      { windows: chat('asked'), count: 1, use: 'reply' as const },
    ]);
    expect(sent.find(({ to }) => to === 60)?.at).toBeLessThanOrEqual(2_000);
  });

  test('give no place to who took the question back, and pass it on to the next', async () => {
    const clock = fakeClock();
    const limits = createLimits();
    const turns = createTurns(clock, limits);
    const gone: string[] = [];
    const ask = (name: string, backlog: number) =>
      turns.ask(
        { windows: chat('a'), use: 'alert', backlog, servedAt: 0 },
        () => void gone.push(name),
      );
    take(limits, chat('a')).settle(0);
    const takeBack = ask('first', 9_000);
    ask('second', 1_000);
    takeBack();
    await clock.advance(999);
    expect(gone).toEqual([]);
    await clock.advance(1);
    expect(gone).toEqual(['second']);
  });

  test('wait for an answer where only an answer opens, and for as long as a 429 says', async () => {
    const clock = fakeClock();
    const limits = createLimits();
    const turns = createTurns(clock, limits);
    const first = take(limits, chat('a'));
    const place = turn(turns, { windows: chat('a'), use: 'alert', backlog: 0, servedAt: 0 });
    const at = place.then(() => clock.elapsed());
    await clock.advance(5_000);
    first.settle(5_000);
    block(limits, 'a', 42_000);
    turns.look();
    await clock.advance(60_000);
    expect(await at).toBe(42_000);
  });

  test('give a place that was given back to whoever waits', async () => {
    const clock = fakeClock();
    const limits = createLimits();
    const turns = createTurns(clock, limits);
    const place = take(limits, chat('a'));
    const given = turn(turns, { windows: chat('a'), use: 'alert', backlog: 0, servedAt: 0 });
    place.cancel();
    turns.look();
    await given;
    expect(clock.elapsed()).toBe(0);
  });

  test('give no places once they are closed', async () => {
    const clock = fakeClock();
    const limits = createLimits();
    const turns = createTurns(clock, limits);
    const went: number[] = [];
    const go = (): void => void went.push(clock.elapsed());
    take(limits, chat('a')).settle(0);
    turns.ask({ windows: chat('a'), use: 'alert', backlog: 0, servedAt: 0 }, go);
    turns.close();
    turns.look();
    expect(clock.pending()).toBe(0);
    await clock.advance(5_000);
    expect(went).toEqual([]);
  });
});
