import { dayHeard, type TrackedEpisode } from '../../episode/tracked-episode.ts';
import type { Reading, Venue } from '../../vi/event.ts';
import { dayOf, instantOf, type Day, type EpochMs } from '../../vi/kst.ts';

/** The rows of one answer of ka10054 that are of one day. */
export interface DatedReadings {
  readonly day: Day;
  readonly readings: readonly Reading[];
}

/** A row that says more than is known. `episode`: what is known; `undefined`: nothing. */
export interface Missing {
  /** As the tracker has to hear it. */
  readonly reading: Reading;
  readonly episode: TrackedEpisode | undefined;
}

export interface Compared {
  /** The oldest first. */
  readonly missing: readonly Missing[];
  /** Ids of the episodes that have a row. */
  readonly confirmed: ReadonlySet<string>;
}

/**
 * Rows carry no day. One that lies ahead of now is of yesterday, and with it the whole answer: what
 * an earlier day's answer holds of this time of day cannot be told from today's and is left out.
 */
export function dated(readings: readonly Reading[], askedAt: EpochMs): DatedReadings {
  const dayOfRow = (reading: Reading): Day => dayHeard(reading, askedAt, 'catch-up');
  const [day = dayOf(askedAt)] = readings.map(dayOfRow).toSorted();
  return { day, readings: readings.filter((reading) => dayOfRow(reading) === day) };
}

const VENUE_OF: Readonly<Record<Reading['copy'], Venue | undefined>> = {
  bare: 'krx',
  nxt: 'nxt',
  merged: undefined,
};

const agree = <T>(one: T | undefined, other: T | undefined): boolean =>
  one === undefined || other === undefined || one === other;

/** The episode that a row tells of: venue and kind are its own, or not known on one side. */
function episodeOf(
  candidates: readonly TrackedEpisode[],
  { copy, kind }: Reading,
): TrackedEpisode | undefined {
  const venue = VENUE_OF[copy];
  const alike = candidates.filter(
    (episode) => agree(episode.venue, venue) && agree(episode.kind, kind),
  );
  return alike.find((episode) => episode.venue === venue && episode.kind === kind) ?? alike[0];
}

const isNews = ({ releaseTime, copy }: Reading, episode: TrackedEpisode): boolean =>
  (releaseTime !== undefined && episode.state !== 'released') ||
  (episode.venue === undefined && VENUE_OF[copy] !== undefined);

const placeOf = ({ stock, triggerTime }: Pick<Reading, 'stock' | 'triggerTime'>): string =>
  `${stock}/${triggerTime}`;

/** `HH:mm:ss` as a number that grows through the day. */
const triggerOf = ({ reading }: Missing): number => Number(reading.triggerTime.replaceAll(':', ''));

/**
 * What a day's history tells that its episodes do not. A row whose kind disagrees only because one
 * side does not know it takes the episode's, or the tracker would hear of a second interruption.
 */
export function compare(
  episodes: readonly TrackedEpisode[],
  readings: readonly Reading[],
): Compared {
  const places = Map.groupBy(episodes, placeOf);
  const pairs = readings.map((reading): Missing => {
    const episode = episodeOf(places.get(placeOf(reading)) ?? [], reading);
    return episode === undefined
      ? { reading, episode }
      : { reading: { ...reading, kind: episode.kind }, episode };
  });
  const missing = pairs
    .filter(({ reading, episode }) => episode === undefined || isNews(reading, episode))
    .toReversed()
    .toSorted((a, b) => triggerOf(a) - triggerOf(b));
  return { missing, confirmed: new Set(pairs.flatMap(({ episode }) => episode?.id ?? [])) };
}

/** The broker's clock is not ours, and its stamps have no ms. */
const SKEW_MS = 10_000;

/** How many of these interruptions fired or ended in that time. */
export const filledIn = (
  span: { readonly from: EpochMs; readonly to: EpochMs },
  missing: readonly Missing[],
  day: Day,
): number =>
  missing.filter(({ reading: { triggerTime, releaseTime } }) =>
    [triggerTime, releaseTime].some((time) => {
      const at = time === undefined ? -Infinity : instantOf(day, time);
      return at >= span.from - SKEW_MS && at <= span.to + SKEW_MS;
    }),
  ).length;
