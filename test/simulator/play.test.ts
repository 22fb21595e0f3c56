import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { marketDay, type ScheduledVi } from '../../src/feed/simulator/market-day.ts';
import { playDay } from '../../src/feed/simulator/play-day.ts';
import { playProgramme, dayProgramme } from '../../src/feed/simulator/programme.ts';
import { playRecording } from '../../src/feed/simulator/play-recording.ts';
import { readRecording } from '../../src/feed/simulator/recording.ts';
import type { Stamps } from '../../src/feed/simulator/vi-frames.ts';
import { instantOf, timeOf } from '../../src/vi/kst.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

interface Told extends Stamps {
  readonly vi: ScheduledVi;
  readonly at: number;
}

/** Plays an extreme day to its end at some speed, from some time of day. */
async function play(speed: number, start = instantOf('2026-11-20', '23:50:00')) {
  const clock = fakeClock(start);
  const told: Told[] = [];
  playDay(marketDay(1, 'extreme'), { clock, speed }, (vi, stamps) =>
    told.push({ vi, ...stamps, at: clock.now() }),
  );
  await clock.advance((400 * 60_000) / speed + 30_000);
  expect(clock.pending()).toBe(0);
  return told;
}

describe('a day that is played', () => {
  test.each([1, 60, 5_000])(
    'at speed %i tells each trigger and each release once',
    async (speed) => {
      const told = await play(speed);
      const triggers = told.filter(({ release }) => release === undefined);
      expect(triggers).toHaveLength(1_079);
      expect(told).toHaveLength(2 * 1_079);
      expect(new Set(triggers.map(({ vi }) => vi)).size).toBe(1_079);
    },
  );

  test.each([1, 60, 5_000])('at speed %i stamps the time at which it tells', async (speed) => {
    for (const { trigger, release, at } of await play(speed))
      expect(release ?? trigger).toBe(timeOf(at));
  });

  test('at any speed never fires a stock twice in one second', async () => {
    const triggers = (await play(5_000)).filter(({ release }) => release === undefined);
    const keys = triggers.map(({ vi, trigger }) => `${vi.stock.code} ${trigger}`);
    expect(new Set(keys).size).toBe(1_079);
  });

  test('releases as much sooner as it is played faster', async () => {
    const told = await play(10);
    const [first] = told;
    const release = told.find(({ vi, release: time }) => vi === first?.vi && time !== undefined);
    expect(release!.at - first!.at).toBe(Math.round(first!.vi.lasts / 10));
  });

  test('is followed by another when it is ordinary, by none when it is extreme', async () => {
    const clock = fakeClock();
    const frames = { ordinary: 0, extreme: 0 };
    for (const day of ['ordinary', 'extreme'] as const) {
      const cancel = playProgramme(dayProgramme({ day, seed: 1, speed: 1_000 }), clock, {
        frame: () => {},
        vi: (_vi, { release }) => {
          if (release === undefined) frames[day] += 1;
        },
      });
      await clock.advance(3 * 24_000);
      cancel();
    }
    expect(frames.extreme).toBe(1_079);
    expect(frames.ordinary).toBeGreaterThan(1_300);
    expect(clock.pending()).toBe(0);
  });
});

const NOW = '2026-11-20';
const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/frames/${name}.jsonl`, import.meta.url), 'utf8');

describe('a recording', () => {
  test('keeps bare frames byte for byte, timed by 1223 and 1224', () => {
    const text = fixture('live-109670-static-up');
    const recorded = readRecording(text, NOW);
    expect(recorded.map(({ frame }) => frame)).toEqual(text.trimEnd().split('\n'));
    expect(recorded.map(({ at }) => at)).toEqual([
      instantOf(NOW, '11:43:59'),
      instantOf(NOW, '11:46:11'),
    ]);
  });

  test.each([
    ['{"at":1795,"frame":{"9001":"x","302": "y"}}', '{"9001":"x","302": "y"}', 1795],
    ['{ "frame" : {"9001":"x","302":"y"} , "at" : 1795 }', '{"9001":"x","302":"y"}', 1795],
    ['{"at":"1970-01-01T00:00:01+00:00","frame":"{\\"a\\":1}"}', '{"a":1}', 1_000],
    ['not json', 'not json', undefined],
    ['{"trnm":"REAL","data":null}', '{"trnm":"REAL","data":null}', undefined],
  ])('reads %s', (line, frame, at) => {
    expect(readRecording(`${line}\r\n\n`, NOW)).toEqual([{ frame, at }]);
    expect(readRecording(`\uFEFF${line}\n`, NOW)).toEqual([{ frame, at }]);
  });

  test('is played in its own rhythm, as much faster as told', async () => {
    const clock = fakeClock();
    const began = clock.elapsed();
    const told: [string, number][] = [];
    const lines = [
      '{"at":5000,"frame":"a"}',
      'b',
      '{"at":25000,"frame":"c"}',
      '{"at":1,"frame":"d"}',
    ];
    playRecording(readRecording(lines.join('\n'), NOW), { clock, speed: 2 }, (frame) =>
      told.push([frame, clock.elapsed() - began]),
    );
    await clock.advance(60_000);
    expect(told).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 10_000],
      ['d', 10_000],
    ]);
  });
});
