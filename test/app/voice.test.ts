import { describe, expect, test } from 'vitest';
import { feedVoice } from '../../src/app/voice.ts';
import type { FeedState } from '../../src/feed/feed.ts';
import { instantOf, timeOf, type EpochMs } from '../../src/vi/kst.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { ruleSet } from '../helpers/rule-set.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LOST: FeedState = { is: 'connecting', attempt: 1, reason: 'closed' };

/** A feed that has just begun to watch, and what the operator is told from then on. */
function scene() {
  const clock = fakeClock(instantOf('2026-11-20', '10:00:00'));
  const live = { feed: LOST, rules: ruleSet([]), stocks: new Map() };
  const told: string[] = [];
  const voice = feedVoice(clock, live, (notice) => {
    const gaps = notice.is === 'feed-watching' ? ` of ${notice.gaps.length}` : '';
    told.push(`${timeOf(clock.now())} ${notice.is}${gaps}`);
  });
  const become = (state: FeedState): void => {
    live.feed = state;
    voice.heard(state, clock.now());
  };
  const watch = (from?: EpochMs): void => {
    const to = clock.now();
    become({ is: 'watching', since: to });
    voice.back({ gap: from === undefined ? undefined : { from, to }, filled: undefined });
  };
  watch();
  told.length = 0;
  return {
    told,
    become,
    pass: (ms: number) => clock.advance(ms),
    async breakFor(ms: number) {
      const from = clock.now();
      become(LOST);
      await clock.advance(ms);
      watch(from);
    },
    close: () => voice.close(),
  };
}

describe('a line that breaks', () => {
  test.each([
    ['for 3 s is told once it is back', 3, ['10:00:03 feed-watching of 1']],
    ['for 15 s is told, and its end', 15, ['10:00:10 feed-lost', '10:00:15 feed-watching of 1']],
  ])('%s', async (_title, seconds, expected) => {
    const { told, breakFor, pass } = scene();
    await breakFor(seconds * SECOND);
    await pass(30 * MINUTE);
    expect(told).toEqual(expected);
  });

  test('each minute is told together, every ten minutes', async () => {
    const { told, breakFor, pass } = scene();
    for (let minute = 0; minute < 25; minute += 1) {
      await breakFor(15 * SECOND);
      await pass(45 * SECOND);
    }
    expect(told).toEqual([
      '10:00:10 feed-lost',
      '10:00:15 feed-watching of 1',
      '10:10:15 feed-watching of 10',
      '10:20:15 feed-watching of 10',
    ]);
    await pass(10 * MINUTE);
    expect(told.slice(4)).toEqual(['10:30:15 feed-watching of 4']);
    await pass(60 * MINUTE);
    expect(told).toHaveLength(5);
  });

  test('for long is told within 90 s also where it has broken often, and its end with all before', async () => {
    const { told, breakFor, pass } = scene();
    for (const seconds of [5, 5, 5]) {
      await breakFor(seconds * SECOND);
      await pass(MINUTE);
    }
    await breakFor(2 * MINUTE);
    await pass(30 * MINUTE);
    expect(told).toEqual([
      '10:00:05 feed-watching of 1',
      '10:04:15 feed-lost',
      '10:05:15 feed-watching of 3',
    ]);
  });

  test('and then stays off is not said to be watched', async () => {
    const { told, breakFor, become, pass, close } = scene();
    for (const seconds of [5, 5]) await breakFor(seconds * SECOND);
    become({ is: 'stopped', why: 'takeover', reason: 'R10001' });
    await pass(30 * MINUTE);
    expect(told).toEqual(['10:00:05 feed-watching of 1', '10:00:10 feed-stopped']);
    close();
  });
});
