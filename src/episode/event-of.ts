import type { EventType, ViEvent } from '../vi/event.ts';
import type { StockList } from '../vi/stock.ts';
import type { Heard, TrackedEpisode } from './tracked-episode.ts';

/**
 * The event that a reading tells of an episode, with what the stock list knows: its market wins
 * over 9008, its name fills a missing one, and only it knows the type (kiwoom.md 1, 4).
 */
export function eventOf(
  event: EventType,
  episode: TrackedEpisode,
  heard: Heard,
  stocks: StockList,
): ViEvent {
  const { copy: _, ...reading } = heard.reading;
  const stock = stocks.get(reading.stock);
  return {
    ...reading,
    event,
    day: episode.day,
    venue: episode.venue,
    name: reading.name ?? stock?.name,
    market: stock?.market ?? reading.market,
    type: stock?.type,
    // A release heard first tells its trigger as it would have come: still running.
    releaseTime: event === 'release' ? reading.releaseTime : undefined,
    heardAt: heard.heardAt,
    source: heard.source,
  };
}
