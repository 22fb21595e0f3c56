import { sinceLast } from '../vi/episode.ts';
import type { EventType, ViEvent } from '../vi/event.ts';
import { asListed } from '../vi/stock.ts';
import type { Known } from './known.ts';
import type { HeardReading, TrackedEpisode } from './tracked-episode.ts';

/** The event that a reading tells of an episode, with what is known beside it. */
export function eventOf(
  event: EventType,
  episode: TrackedEpisode,
  heard: HeardReading,
  { stocks, ofStock }: Known,
): ViEvent {
  const { copy: _, ...reading } = heard.reading;
  return {
    ...reading,
    event,
    day: episode.day,
    venue: episode.venue,
    ...asListed(reading, stocks.get(reading.stock)),
    sinceLast: sinceLast(episode, ofStock),
    // A release heard first tells its trigger as it would have come: still running.
    releaseTime: event === 'release' ? reading.releaseTime : undefined,
    heardAt: heard.heardAt,
    source: heard.source,
  };
}
