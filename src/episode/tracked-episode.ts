import type { Reading, ViEvent } from '../vi/event.ts';
import type { Episode, EpisodeKey } from '../vi/episode.ts';
import { addDays, dayNearest, dayOf, instantOf, type Day, type EpochMs } from '../vi/kst.ts';

/** One interruption with the name it got when it was born, which outlives a venue named later. */
export interface TrackedEpisode extends Episode {
  readonly id: string;
}

/** A reading with the circumstances in which it was heard. */
export interface HeardReading {
  readonly reading: Reading;
  readonly heardAt: EpochMs;
  readonly source: ViEvent['source'];
  readonly day: Day;
}

/** What became of a reading. `episode` is as it stands afterwards. */
export type TrackerOutput =
  | { readonly is: 'event'; readonly episode: TrackedEpisode; readonly event: ViEvent }
  /** The venue, unknown when the episode was born, is known now. */
  | {
      readonly is: 'named';
      readonly episode: TrackedEpisode;
      /** As of an event, now that the venue is known. */
      readonly sinceLast: ViEvent['sinceLast'];
    }
  /** No release was heard in 210 s; one that comes later still counts. */
  | { readonly is: 'unconfirmed'; readonly episode: TrackedEpisode };

/** What copies of one interruption have in common; KRX and NXT may share it. */
export const momentKey = (key: Omit<EpisodeKey, 'venue'>): string =>
  [key.day, key.stock, key.triggerTime.replaceAll(':', ''), key.kind ?? 'unknown'].join('/');

/** `2026-11-20/109670/114359/static/krx`; `al` where the venue was not known at birth. */
export const episodeId = (key: EpisodeKey): string => `${momentKey(key)}/${key.venue ?? 'al'}`;

/** A clock that nobody sets is minutes slow; the rows of an earlier day lie hours ahead. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * The day a trigger time is of. A live frame is of the day that puts it nearest to its hearing;
 * what ka10054 tells may be many hours old, but never lies ahead.
 */
export function dayHeard(reading: Reading, heardAt: EpochMs, source: ViEvent['source']): Day {
  if (source === 'feed') return dayNearest(reading.triggerTime, heardAt);
  const today = dayOf(heardAt);
  const isAhead = instantOf(today, reading.triggerTime) > heardAt + CLOCK_SKEW_MS;
  return isAhead ? addDays(today, -1) : today;
}
