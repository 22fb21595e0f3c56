import { describe, expect, test } from 'vitest';
import { compare, dated, filledIn } from '../../../src/app/catch-up/compare-history.ts';
import { episodeId, type TrackedEpisode } from '../../../src/episode/tracked-episode.ts';
import type { Reading } from '../../../src/vi/event.ts';
import { instantOf } from '../../../src/vi/kst.ts';

const DAY = '2026-11-20';
const at = (time: string, day = DAY): number => instantOf(day, time);

function reading(given: Partial<Reading> = {}): Reading {
  return {
    copy: 'bare',
    stock: '005930',
    name: '삼성전자',
    kind: 'static',
    direction: 'up',
    market: undefined,
    triggerTime: '09:05:00',
    releaseTime: undefined,
    price: 67_000,
    reference: { static: 60_900, dynamic: undefined },
    deviation: { static: 10.02, dynamic: undefined },
    change: undefined,
    count: 1,
    volume: 1_000,
    turnover: undefined,
    unknown: {},
    ...given,
  };
}

function episode(given: Partial<TrackedEpisode> = {}): TrackedEpisode {
  const key = {
    day: DAY,
    stock: '005930',
    triggerTime: '09:05:00',
    kind: 'static',
    venue: 'krx',
  } as const;
  const born = { ...key, state: 'active', releaseTime: undefined, ...given } as const;
  return { id: episodeId(born), ...born };
}

const released = { state: 'released', releaseTime: '09:07:10' } as const;

describe('a row of the history', () => {
  const row = reading();
  const ended = reading({ releaseTime: '09:07:10' });
  const news: readonly (readonly [what: string, TrackedEpisode[], Reading, Partial<Reading>])[] = [
    ['of an interruption nobody told', [], row, row],
    ['that is released already, nobody told it', [], ended, ended],
    ['of another time', [episode({ triggerTime: '09:04:00' })], row, row],
    ['of another stock', [episode({ stock: '000660' })], row, row],
    ['of another kind', [episode({ kind: 'dynamic' })], row, row],
    ['of another venue', [episode({ venue: 'nxt' })], row, row],
    ['with a release the feed lost', [episode()], ended, ended],
    ['with a release that was given up on', [episode({ state: 'unconfirmed' })], ended, ended],
    ['that names the venue', [episode({ venue: undefined })], reading({ copy: 'nxt' }), {}],
    ['with a release and a kind it alone knows', [episode({ kind: undefined })], ended, {}],
  ];
  test.each(news)('%s is heard', (_, episodes, one, heard) => {
    const { missing } = compare(episodes, [one]);
    expect(missing.map((found) => found.reading)).toEqual([
      { ...one, kind: episodes[0]?.kind, ...heard },
    ]);
  });

  const known: readonly (readonly [what: string, TrackedEpisode[], Reading])[] = [
    ['of a running one', [episode()], row],
    ['of a released one', [episode(released)], ended],
    ['whose release ka10054 does not have yet', [episode(released)], row],
    [
      'whose release differs by a second',
      [episode(released)],
      { ...ended, releaseTime: '09:07:11' },
    ],
    ['whose venue ka10054 does not say', [episode()], reading({ copy: 'merged' })],
    ['whose kind ka10054 does not say', [episode()], reading({ kind: undefined })],
    ['whose kind the feed did not say', [episode({ kind: undefined })], row],
  ];
  test.each(known)('%s adds nothing, and confirms', (_, episodes, one) => {
    const { missing, confirmed } = compare(episodes, [one]);
    expect(missing).toEqual([]);
    expect([...confirmed]).toEqual(episodes.map(({ id }) => id));
  });

  test('is of the episode of its own venue where both venues fired in one second', () => {
    const both = [episode({ venue: undefined }), episode({ venue: 'nxt' }), episode()];
    const { confirmed } = compare(both, [row]);
    expect([...confirmed]).toEqual([episode().id]);
  });
});

test('what is missing is heard in the order it fired', () => {
  const times = ['09:07:00', '09:06:00', '09:05:00'];
  const rows = times.map((triggerTime) => reading({ triggerTime }));
  const { missing } = compare([], rows);
  expect(missing.map((one) => one.reading.triggerTime)).toEqual(times.toReversed());
});

test('an episode without a row is not confirmed', () => {
  expect([...compare([episode()], []).confirmed]).toEqual([]);
});

describe('the day of an answer', () => {
  const times = (...all: string[]) => all.map((triggerTime) => reading({ triggerTime }));
  test.each([
    ['is today', times('09:05:00', '08:01:00'), '09:06:00', DAY, 2],
    ['is today where there is no row', [], '09:06:00', DAY, 0],
    ['is today for a row a moment ahead of our clock', times('09:06:20'), '09:06:00', DAY, 1],
    ['is today on a clock that is minutes slow', times('09:09:00', '08:01:00'), '09:03:00', DAY, 2],
    ['is yesterday when a row lies ahead', times('19:50:00'), '00:10:00', '2026-11-19', 1],
    [
      'leaves out what may be of either',
      times('19:50:00', '08:01:00'),
      '08:05:00',
      '2026-11-19',
      1,
    ],
  ])('%s', (...[, readings, asked, day, count]) => {
    const answer = dated(readings, at(asked));
    expect([answer.day, answer.readings.length]).toEqual([day, count]);
  });
});

describe('what fills a gap', () => {
  const gap = { from: at('09:05:00') + 300, to: at('09:08:00') };
  test.each([
    ['fired in it', reading({ triggerTime: '09:06:00' }), 1],
    ['fired in the second in which it began', reading({ triggerTime: '09:05:00' }), 1],
    ['ended in it', reading({ triggerTime: '09:03:00', releaseTime: '09:05:30' }), 1],
    [
      'fired and ended in it, once',
      reading({ triggerTime: '09:05:30', releaseTime: '09:07:40' }),
      1,
    ],
    ['fired before', reading({ triggerTime: '09:04:00' }), 0],
    ['fired after', reading({ triggerTime: '09:08:30' }), 0],
  ])('%s', (_, row, count) => {
    expect(filledIn(gap, [{ reading: row, episode: undefined }], DAY)).toBe(count);
  });
});
