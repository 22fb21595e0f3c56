import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FeedState } from '../../src/feed/feed.ts';
import { openReplayFeed, type ReplayOptions } from '../../src/feed/replay.ts';
import { readRecording } from '../../src/feed/simulator/recording.ts';
import { instantOf } from '../../src/vi/kst.ts';
import type { StockList } from '../../src/vi/stock.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const FILE = fileURLToPath(
  new URL('../fixtures/frames/live-109670-static-up.jsonl', import.meta.url),
);
const LINES = readFileSync(FILE, 'utf8').trimEnd().split('\n');
const FIRED = instantOf('2026-11-20', '11:43:59');
const STOCKS: StockList = new Map([
  ['109670', { code: '109670', name: '씨싸이트', market: 'kosdaq', type: 'stock', nxt: false }],
]);

function open(more: Partial<ReplayOptions> = {}) {
  const clock = fakeClock();
  const steps: number[] = [];
  const feed = openReplayFeed({
    clock,
    stepTo(at) {
      steps.push(at);
      clock.stepWall(at - clock.now());
    },
    read: () => Promise.resolve(readRecording(LINES.join('\n'), '2026-11-20')),
    stocks: () => Promise.resolve(STOCKS),
    ...more,
  });
  const heard: (readonly [string, number])[] = [];
  const states: FeedState[] = [];
  const lists: StockList[] = [];
  feed.open({
    frame: (text, at) => heard.push([text, at]),
    state: (state) => states.push(state),
    stocks: (list) => lists.push(list),
  });
  onTestFinished(() => feed.close());
  return { clock, feed, heard, states, lists, steps };
}

describe('a recording as the feed', () => {
  test('comes byte for byte at the wall times it tells, and stops at its end', async () => {
    const { clock, feed, heard, states, lists, steps } = open();
    await clock.runUntilIdle();
    expect(heard).toEqual([
      [LINES[0], FIRED],
      [LINES[1], instantOf('2026-11-20', '11:46:11')],
    ]);
    expect(steps).toEqual([FIRED]);
    expect(lists).toEqual([STOCKS]);
    expect(states).toEqual([
      { is: 'connecting', attempt: 1, reason: undefined },
      { is: 'watching', since: FIRED },
      { is: 'stopped', why: 'closed', reason: expect.stringContaining('ended') as string },
    ]);
    expect(feed.heardAt()).toBe(heard[1]?.[1]);
  });

  test('plays nothing more once it is closed', async () => {
    const { clock, feed, heard } = open();
    await clock.advance(1_000);
    expect(heard).toHaveLength(1);
    await feed.close();
    await clock.runUntilIdle();
    expect(heard).toHaveLength(1);
  });

  test.each([
    ['cannot be read', () => Promise.reject(new Error('no such file')), 'no such file'],
    ['is empty', () => Promise.resolve([]), 'ended'],
  ])('one that %s stops and says why', async (_what, read, reason) => {
    const { clock, heard, states } = open({ read });
    await clock.runUntilIdle();
    expect(heard).toEqual([]);
    expect(states.at(-1)).toEqual({
      is: 'stopped',
      why: 'closed',
      reason: expect.stringContaining(reason) as string,
    });
  });
});
