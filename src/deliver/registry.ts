import type { Subject } from '../alert/draft.ts';
import type { StoredEvent } from '../store/obligation.ts';
import type { StoredEpisode } from '../store/store.ts';
import type { ViEvent } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';

/** The events that messages speak of, and how their interruptions stand now. */
export interface Registry {
  addEvent(stored: StoredEvent): void;
  setEpisode(episode: StoredEpisode): void;
  /** Throws for a number that was never added: a draft never outlives its events. */
  readonly subject: (eventId: number) => Subject;
  has(eventId: number): boolean;
  episodeOf(eventId: number): string | undefined;
  /** Lets go of what happened before this day, but for these events. */
  forgetBefore(day: Day, kept: ReadonlySet<number>): void;
}

/** Knows nothing at first; `restore` and each accepted event fill it. */
export function createRegistry(): Registry {
  const events = new Map<number, StoredEvent>();
  const episodes = new Map<string, StoredEpisode>();
  const triggers = new Map<string, Map<string, ViEvent>>();
  const earlierThan = ({ day, stock, triggerTime }: ViEvent): readonly ViEvent[] =>
    [...(triggers.get(stock)?.values() ?? [])]
      .filter((one) => one.day === day && one.triggerTime < triggerTime)
      .toSorted((a, b) => a.triggerTime.localeCompare(b.triggerTime));
  return {
    addEvent(stored) {
      const { id, episode, event } = stored;
      events.set(id, stored);
      if (event.event !== 'trigger') return;
      const ofStock = triggers.get(event.stock) ?? new Map<string, ViEvent>();
      triggers.set(event.stock, ofStock.set(episode, event));
    },
    setEpisode: (episode) => void episodes.set(episode.id, episode),
    subject(eventId) {
      const stored = events.get(eventId);
      if (stored === undefined) throw new Error(`no event ${eventId}`);
      const { event } = stored;
      const episode = episodes.get(stored.episode);
      const ending = episode ?? { state: 'active' as const, releaseTime: undefined };
      const named = { ...event, venue: episode?.venue ?? event.venue };
      return { event: named, episode: ending, earlier: earlierThan(event) };
    },
    has: (eventId) => events.has(eventId),
    episodeOf: (eventId) => events.get(eventId)?.episode,
    forgetBefore(day, kept) {
      for (const [id, { event }] of events) if (event.day < day && !kept.has(id)) events.delete(id);
      const told = new Set([...events.values()].map(({ episode }) => episode));
      for (const [id, episode] of episodes)
        if (episode.day < day && !told.has(id)) episodes.delete(id);
      for (const ofStock of triggers.values())
        for (const [id, event] of ofStock) if (event.day < day) ofStock.delete(id);
    },
  };
}
