import { describe, expect, test } from 'vitest';
import type { TrackedEpisode, TrackerOutput } from '../../src/episode/tracked-episode.ts';
import type { Reading } from '../../src/vi/event.ts';
import type { EpochMs } from '../../src/vi/kst.ts';
import { at, copyOf, DAY, released, trackerAt } from './tracker-at.ts';

describe('which copy says what', () => {
  test.each<[string, readonly Reading[], readonly string[]]>([
    ['a bare copy is KRX', [copyOf('bare')], ['trigger krx']],
    ['an _NX copy is NXT', [copyOf('nxt')], ['trigger nxt']],
    [
      'a merged copy beside a bare one adds nothing',
      [copyOf('merged'), copyOf('bare')],
      ['trigger krx'],
    ],
    ['nor after it', [copyOf('bare'), copyOf('merged')], ['trigger krx']],
    ['nor beside an _NX copy', [copyOf('merged'), copyOf('nxt')], ['trigger nxt']],
    ['repeats add nothing', [copyOf('bare'), copyOf('bare'), copyOf('bare')], ['trigger krx']],
    [
      'KRX and NXT in the same second are two',
      [copyOf('bare'), copyOf('merged'), copyOf('nxt')],
      ['trigger krx', 'trigger nxt'],
    ],
    [
      'a release ends its episode',
      [copyOf('bare'), released('bare')],
      ['trigger krx', 'release krx'],
    ],
    [
      'a release may come on the other copy',
      [copyOf('bare'), released('merged')],
      ['trigger krx', 'release krx'],
    ],
    [
      'a release repeats as well',
      [copyOf('nxt'), released('nxt'), released('merged'), released('nxt')],
      ['trigger nxt', 'release nxt'],
    ],
    ['a release seen first brings its trigger', [released('bare')], ['trigger krx', 'release krx']],
    [
      'a trigger after that is a repeat',
      [released('bare'), copyOf('bare')],
      ['trigger krx', 'release krx'],
    ],
    [
      'a merged release ends the one still running',
      [copyOf('bare'), copyOf('nxt'), released('bare'), released('merged', '09:07:20')],
      ['trigger krx', 'trigger nxt', 'release krx', 'release nxt'],
    ],
    [
      'a merged release that fits two waits for its copy',
      [copyOf('bare'), copyOf('nxt'), released('merged'), released('nxt')],
      ['trigger krx', 'trigger nxt', 'release nxt'],
    ],
    [
      'once the one is ended by its own copy, it ends the other',
      [copyOf('bare'), copyOf('nxt'), released('merged', '09:07:20'), released('bare')],
      ['trigger krx', 'trigger nxt', 'release krx', 'release nxt'],
    ],
    [
      'a merged release heard first is told with its own trigger',
      [released('merged'), copyOf('bare')],
      ['trigger krx', 'release krx'],
    ],
    [
      'another kind in the same second is another interruption',
      [copyOf('bare'), copyOf('bare', { kind: 'dynamic' })],
      ['trigger krx', 'trigger krx'],
    ],
    [
      'a waiting one whose release comes waits no longer',
      [copyOf('merged'), released('merged')],
      ['trigger unknown', 'release unknown'],
    ],
    [
      'nor one whose release names the venue',
      [copyOf('merged'), released('bare')],
      ['trigger krx', 'release krx'],
    ],
  ])('%s', (_, readings, expected) => {
    const { hear, words } = trackerAt();
    hear(...readings);
    expect(words()).toEqual(expected);
  });
});

describe('a lone merged copy', () => {
  test('waits 300 ms, then goes on without a venue', async () => {
    const { hear, clock, words, told } = trackerAt();
    hear(copyOf('merged'));
    await clock.advance(299);
    expect(words()).toEqual([]);
    await clock.advance(1);
    expect(words()).toEqual(['trigger unknown']);
    expect(told[0]).toMatchObject({
      episode: { id: '2026-11-20/005930/090500/static/al' },
      event: { venue: undefined, heardAt: at('09:05:00') },
    });
  });

  test('is KRX where the stock list says that the stock is not on NXT', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('merged', { stock: '109670' }));
    await clock.advance(300);
    expect(words()).toEqual(['trigger krx']);
  });

  test('has no venue while the stock is not in the list', async () => {
    const { hear, clock, words } = trackerAt(at('09:05:00'), new Map());
    hear(copyOf('merged', { stock: '109670' }));
    await clock.advance(300);
    expect(words()).toEqual(['trigger unknown']);
  });

  test('is told at once when its own copy comes, as heard with the first', async () => {
    const { hear, clock, told } = trackerAt();
    hear(copyOf('merged'));
    await clock.advance(120);
    hear(copyOf('nxt', { turnover: 7 }));
    expect(told).toMatchObject([{ event: { venue: 'nxt', heardAt: at('09:05:00'), turnover: 7 } }]);
    await clock.advance(300);
    expect(told).toHaveLength(1);
  });

  test('gets its venue from a later copy, in the same episode', async () => {
    const { hear, clock, told, words } = trackerAt();
    hear(copyOf('merged'));
    await clock.advance(2000);
    hear(copyOf('nxt'), released('nxt'));
    expect(words()).toEqual(['trigger unknown', 'named nxt', 'release nxt']);
    expect(new Set(told.map(({ episode }) => episode.id)).size).toBe(1);
  });

  test('that was named leaves room for the other venue', async () => {
    const { hear, clock, words, told } = trackerAt();
    hear(copyOf('merged'));
    await clock.advance(300);
    hear(copyOf('nxt'), copyOf('bare'), copyOf('merged'));
    expect(words()).toEqual(['trigger unknown', 'named nxt', 'trigger krx']);
    expect(new Set(told.map(({ episode }) => episode.id)).size).toBe(2);
  });

  test('that is a release is told whole', async () => {
    const { hear, clock, words } = trackerAt(at('09:07:11'));
    hear(released('merged'), released('merged'));
    expect(words()).toEqual([]);
    await clock.advance(300);
    expect(words()).toEqual(['trigger unknown', 'release unknown']);
  });

  test('that fits two running ones ends KRX after 300 ms', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('bare'), copyOf('nxt'), released('merged'));
    await clock.advance(300);
    expect(words()).toEqual(['trigger krx', 'trigger nxt', 'release krx']);
  });

  test.each<[string, readonly Reading[], Reading, readonly string[]]>([
    ['alone', [], copyOf('merged'), ['trigger unknown']],
    [
      'that fits two',
      [copyOf('bare'), copyOf('nxt')],
      released('merged'),
      ['trigger krx', 'trigger nxt', 'release krx'],
    ],
  ])('%s waits no longer because it repeats', async (_, before, merged, expected) => {
    const { hear, clock, words } = trackerAt();
    hear(...before, merged);
    await clock.advance(200);
    hear(merged);
    await clock.advance(100);
    expect(words()).toEqual(expected);
  });

  test('waits its own 300 ms, not those of one before it', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('merged'));
    await clock.advance(200);
    hear(copyOf('bare'), copyOf('nxt'), released('merged'));
    await clock.advance(299);
    expect(words()).toEqual(['trigger krx', 'trigger nxt']);
    await clock.advance(1);
    expect(words()).toEqual(['trigger krx', 'trigger nxt', 'release krx']);
  });

  test('is told before the tracker closes, and no timer is left', () => {
    const { hear, tracker, clock, words } = trackerAt();
    hear(copyOf('merged'), copyOf('nxt', { stock: '109670' }));
    tracker.close();
    expect(words()).toEqual(['trigger nxt', 'trigger unknown']);
    expect(clock.pending()).toBe(0);
  });
});

describe('what an event holds', () => {
  test('the stock list gives market, type and a missing name', () => {
    const { hear, told } = trackerAt();
    hear(copyOf('bare'));
    expect(told).toMatchObject([
      { event: { market: 'kospi', type: 'stock', name: '삼성전자', day: DAY, source: 'feed' } },
    ]);
  });

  test('without a list the frame is believed', () => {
    const { hear, told } = trackerAt(at('09:05:00'), new Map());
    hear(copyOf('bare', { name: '삼전' }));
    expect(told).toMatchObject([{ event: { market: 'kosdaq', type: undefined, name: '삼전' } }]);
  });

  test('only a release has a release time, and neither has a copy', () => {
    const { hear, told } = trackerAt();
    hear(released('bare'));
    expect(told).toMatchObject([
      { event: { event: 'trigger', releaseTime: undefined } },
      { event: { event: 'release', releaseTime: '09:07:11' } },
    ]);
    expect(told[0]).not.toHaveProperty('event.copy');
  });

  test('what ka10054 adds to a waiting frame is the venue alone', () => {
    const { hear, tracker, told, clock } = trackerAt();
    hear(copyOf('merged'));
    tracker.hear(copyOf('bare', { turnover: undefined }), clock.now() + 100, 'catch-up');
    expect(told).toMatchObject([
      { event: { venue: 'krx', source: 'feed', turnover: 19_000_000, heardAt: clock.now() } },
    ]);
  });
});

describe('how long ago the VI before it fired', () => {
  const copyAt = (triggerTime: string, given: Partial<Reading> = {}, copy = 'bare' as const) =>
    copyOf(copy, { triggerTime, ...given });
  const since = (told: readonly TrackerOutput[]) =>
    told.map((one) => ('event' in one ? one.event.sinceLast : one.is));

  test.each<[string, readonly Reading[], number | undefined]>([
    ['the first of the day has none', [], undefined],
    ['counts from the one before', [copyAt('08:50:00'), copyAt('08:58:00')], 420_000],
    ['whatever its kind', [copyAt('08:58:00', { kind: 'dynamic' })], 420_000],
    ['however they were heard', [copyAt('08:58:00'), copyAt('08:50:00')], 420_000],
    ['another stock is not it', [copyAt('08:58:00', { stock: '000660' })], undefined],
    ['nor one of the same second', [copyOf('bare', { kind: 'dynamic' })], undefined],
    ['nor one that fired later', [copyAt('09:06:00')], undefined],
    ['nor one on another venue', [copyOf('nxt', { triggerTime: '08:58:00' })], undefined],
    ['a repeat changes nothing', [copyAt('08:58:00'), copyAt('08:58:00')], 420_000],
  ])('%s', (_, before, expected) => {
    const { hear, told } = trackerAt();
    hear(...before, copyOf('bare'));
    expect(since(told).at(-1)).toBe(expected);
  });

  test('is the same for its release', () => {
    const { hear, told } = trackerAt();
    hear(copyAt('08:58:00'), released('bare'));
    expect(since(told)).toEqual([undefined, 420_000, 420_000]);
  });

  test('begins anew each day', () => {
    const { tracker, told } = trackerAt();
    tracker.hear(copyAt('23:59:00'), at('23:59:00', '2026-11-19'), 'feed');
    tracker.hear(copyAt('00:01:00'), at('00:01:00'), 'feed');
    expect(since(told)).toEqual([undefined, undefined]);
  });

  test('counts from any venue while one is not known, and from its own once it is', async () => {
    const { hear, clock, told } = trackerAt();
    hear(copyAt('08:50:00'), copyOf('nxt', { triggerTime: '08:58:00' }), copyOf('merged'));
    await clock.advance(300);
    hear(copyOf('bare'));
    expect(told.slice(-2)).toMatchObject([
      { event: { venue: undefined, sinceLast: 420_000 } },
      { is: 'named', episode: { venue: 'krx' }, sinceLast: 900_000 },
    ]);
  });
});

describe('the day', () => {
  test.each<[string, string, EpochMs, 'feed' | 'catch-up', string]>([
    [
      'a frame just before midnight, heard after it',
      '23:59:58',
      at('00:00:01'),
      'feed',
      '2026-11-19',
    ],
    ['the history of a morning, asked in the evening', '08:00:10', at('21:30:00'), 'catch-up', DAY],
    [
      'the history of an evening, asked after midnight',
      '19:00:00',
      at('01:00:00'),
      'catch-up',
      '2026-11-19',
    ],
    [
      'the history of this very second on a clock that is minutes slow',
      '09:05:00',
      at('08:58:00'),
      'catch-up',
      DAY,
    ],
  ])('of %s', (...[, triggerTime, heardAt, source, day]) => {
    const { tracker, told } = trackerAt();
    tracker.hear(copyOf('bare', { triggerTime }), heardAt, source);
    expect(told).toMatchObject([{ episode: { day }, event: { day } }]);
  });
});

describe('a release that does not come', () => {
  test('leaves the episode unconfirmed after 210 s, and still counts later', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('bare'));
    await clock.advance(209_999);
    expect(words()).toEqual(['trigger krx']);
    await clock.advance(1);
    expect(words()).toEqual(['trigger krx', 'unconfirmed krx']);
    hear(released('bare', '09:15:00'));
    expect(words()).toEqual(['trigger krx', 'unconfirmed krx', 'release krx']);
  });

  test('is not missed where it came', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('bare'));
    await clock.advance(131_000);
    hear(released('bare'));
    await clock.advance(300_000);
    expect(words()).toEqual(['trigger krx', 'release krx']);
  });

  test('is waited for by each venue on its own', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('bare'), copyOf('nxt'), released('bare'));
    await clock.advance(210_000);
    expect(words()).toEqual(['trigger krx', 'trigger nxt', 'release krx', 'unconfirmed nxt']);
  });

  test('is measured on the monotonic clock', async () => {
    const { hear, clock, words } = trackerAt();
    hear(copyOf('bare'));
    clock.stepWall(3_600_000);
    await clock.advance(209_999);
    expect(words()).toEqual(['trigger krx']);
    await clock.advance(1);
    expect(words()).toEqual(['trigger krx', 'unconfirmed krx']);
  });
});

describe('after a restart', () => {
  const episodesOf = (told: readonly TrackerOutput[]): readonly TrackedEpisode[] => [
    ...new Map(told.map(({ episode }) => [episode.id, episode])).values(),
  ];

  test('repeats of what the store knows add nothing, and what is new does', async () => {
    const before = trackerAt();
    before.hear(copyOf('bare'), copyOf('merged', { triggerTime: '09:04:50' }), copyOf('nxt'));
    await before.clock.advance(300);
    before.hear(released('nxt'));
    const after = trackerAt(at('09:06:00'));
    after.tracker.restore(episodesOf(before.told));
    after.hear(
      copyOf('bare'),
      copyOf('nxt'),
      copyOf('merged'),
      released('nxt'),
      released('merged'),
    );
    expect(after.words()).toEqual([]);
    after.hear(released('bare'), copyOf('bare', { triggerTime: '09:04:50' }));
    expect(after.words()).toEqual(['release krx', 'named krx']);
  });

  test('the next one counts from what the store knows', () => {
    const before = trackerAt();
    before.hear(copyOf('bare'), copyOf('nxt', { triggerTime: '09:06:00' }));
    const after = trackerAt(at('09:12:00'));
    after.tracker.restore(episodesOf(before.told));
    after.hear(copyOf('bare', { triggerTime: '09:12:00' }));
    expect(after.told).toMatchObject([{ event: { venue: 'krx', sinceLast: 420_000 } }]);
  });

  test('a release that was due is still missed', async () => {
    const before = trackerAt();
    before.hear(copyOf('bare'));
    const after = trackerAt(at('09:06:00'));
    after.tracker.restore(episodesOf(before.told));
    await after.clock.advance(210_000);
    expect(after.words()).toEqual(['unconfirmed krx']);
  });
});

test('yesterday is remembered, the day before is not', () => {
  const { tracker, words } = trackerAt();
  const hearOn = (day: string, readings: readonly Reading[], time = '09:05:01') => {
    for (const reading of readings) tracker.hear(reading, at(time, day), 'feed');
  };
  hearOn('2026-11-18', [copyOf('bare')]);
  hearOn('2026-11-19', [copyOf('bare')]);
  hearOn('2026-11-20', [copyOf('bare')]);
  expect(words()).toEqual(['trigger krx', 'trigger krx', 'trigger krx']);
  hearOn('2026-11-19', [released('bare')]);
  expect(words().at(-1)).toBe('release krx');
  hearOn('2026-11-18', [released('bare')]);
  expect(words().slice(-2)).toEqual(['trigger krx', 'release krx']);
});
