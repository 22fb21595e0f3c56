import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from '../../src/vi/event.ts';
import { copyOf, released, trackerAt } from './tracker-at.ts';

interface Said {
  readonly reading: Reading;
  /** ms after the one before. */
  readonly gap: number;
}

/** Every copy at least once, some again, in any order and at any pace up to `longest`. */
const anyOrder = (copies: readonly Reading[], longest: number): fc.Arbitrary<readonly Said[]> =>
  fc
    .array(fc.constantFrom(...copies), { maxLength: 4 })
    .chain((again) => {
      const all = [...copies, ...again];
      return fc.shuffledSubarray(all, { minLength: all.length });
    })
    .chain((readings) =>
      fc.tuple(
        ...readings.map((reading) =>
          fc.record({ reading: fc.constant(reading), gap: fc.integer({ min: 0, max: longest }) }),
        ),
      ),
    );

/** The events that came of it, each with the venue its episode has in the end. */
async function heard(said: readonly Said[]): Promise<readonly string[]> {
  const { tracker, clock, told } = trackerAt();
  for (const { reading, gap } of said) {
    await clock.advance(gap);
    tracker.hear(reading, clock.now(), 'feed');
  }
  await clock.advance(300);
  const venues = new Map(told.map(({ episode }) => [episode.id, episode.venue]));
  return told
    .filter((output) => output.is === 'event')
    .map(({ event, episode }) => `${event.event} ${venues.get(episode.id)} ${event.releaseTime}`)
    .toSorted();
}

const oneVenue = fc
  .constantFrom<Reading['copy']>('bare', 'nxt')
  .chain((own) =>
    fc.tuple(
      fc.constant(own),
      fc.subarray(['merged trigger', 'merged release', 'own trigger'] as const),
    ),
  );

test('one interruption is one trigger and one release, however its copies come', async () => {
  await fc.assert(
    fc.asyncProperty(
      oneVenue.chain(([own, others]) => {
        const copies = {
          'merged trigger': copyOf('merged'),
          'merged release': released('merged'),
          'own trigger': copyOf(own),
        };
        const said = anyOrder([released(own), ...others.map((other) => copies[other])], 500);
        return fc.tuple(fc.constant(own), said);
      }),
      async ([own, said]) => {
        const venue = own === 'nxt' ? 'nxt' : 'krx';
        expect(await heard(said)).toEqual([
          `release ${venue} 09:07:11`,
          `trigger ${venue} undefined`,
        ]);
      },
    ),
    { numRuns: 300 },
  );
});

test('a trigger without a release is told once, and no release is made up', async () => {
  await fc.assert(
    fc.asyncProperty(anyOrder([copyOf('nxt'), copyOf('merged')], 500), async (said) => {
      expect(await heard(said)).toEqual(['trigger nxt undefined']);
    }),
  );
});

test('a merged copy alone is told too, once', async () => {
  await fc.assert(
    fc.asyncProperty(anyOrder([copyOf('merged'), released('merged')], 500), async (said) => {
      expect(await heard(said)).toEqual([
        'release undefined 09:07:11',
        'trigger undefined undefined',
      ]);
    }),
  );
});

test('KRX and NXT in the same second stay two, each with its own release', async () => {
  const triggers = [copyOf('bare'), copyOf('nxt'), copyOf('merged')];
  const releases = [
    released('bare', '09:07:11'),
    released('merged', '09:07:11'),
    released('nxt', '09:07:20'),
    released('merged', '09:07:20'),
  ];
  await fc.assert(
    fc.asyncProperty(anyOrder(triggers, 500), anyOrder(releases, 30), async (first, then) => {
      expect(await heard([...first, { reading: copyOf('bare'), gap: 120_000 }, ...then])).toEqual([
        'release krx 09:07:11',
        'release nxt 09:07:20',
        'trigger krx undefined',
        'trigger nxt undefined',
      ]);
    }),
    { numRuns: 300 },
  );
});
