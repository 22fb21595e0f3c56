import type { Subject } from '../alert/draft.ts';
import type { StoredEvent } from '../store/obligation.ts';
import type { StoredEpisode } from '../store/store.ts';
import type { Day } from '../vi/kst.ts';

/** The events that messages speak of, and how their interruptions stand now. */
export interface Registry {
  addEvent(stored: StoredEvent): void;
  setEpisode(episode: StoredEpisode): void;
  /** Throws for a number that was never added: a draft never outlives its events. */
  readonly subject: (eventId: number) => Subject;
  has(eventId: number): boolean;
  episodeOf(eventId: number): string | undefined;
  /** Lets go of what happened before this day. */
  forgetBefore(day: Day): void;
}

export function createRegistry(): Registry {
  const events = new Map<number, StoredEvent>();
  const episodes = new Map<string, StoredEpisode>();
  return {
    addEvent: (stored) => void events.set(stored.id, stored),
    setEpisode: (episode) => void episodes.set(episode.id, episode),
    subject(eventId) {
      const stored = events.get(eventId);
      if (stored === undefined) throw new Error(`no event ${eventId}`);
      const { event } = stored;
      const episode = episodes.get(stored.episode);
      const ending = episode ?? { state: 'active' as const, releaseTime: undefined };
      return { event: { ...event, venue: episode?.venue ?? event.venue }, episode: ending };
    },
    has: (eventId) => events.has(eventId),
    episodeOf: (eventId) => events.get(eventId)?.episode,
    forgetBefore(day) {
      for (const [id, { event }] of events) if (event.day < day) events.delete(id);
      for (const [id, episode] of episodes) if (episode.day < day) episodes.delete(id);
    },
  };
}
