import { sinceLast } from '../vi/episode.ts';
import type { Venue } from '../vi/event.ts';
import { eventOf } from './event-of.ts';
import type { Known } from './known.ts';
import {
  episodeId,
  type HeardReading,
  type TrackedEpisode,
  type TrackerOutput,
} from './tracked-episode.ts';

/** Everything with one day, stock, trigger time and kind: at most one episode of each venue. */
export interface Moment {
  readonly episodes: readonly TrackedEpisode[];
  /** A merged copy that nothing has explained yet. */
  readonly waiting: HeardReading | undefined;
}

export const NOTHING_HEARD: Moment = { episodes: [], waiting: undefined };

/** A moment after something happened, and what is to be told of it, in order. */
export interface Step {
  readonly moment: Moment;
  readonly outputs: readonly TrackerOutput[];
}

/** Nothing to tell. */
export const silent = (moment: Moment): Step => ({ moment, outputs: [] });

/** Goes on from where a step ended. */
export function andThen(step: Step, next: (moment: Moment) => Step): Step {
  const { moment, outputs } = next(step.moment);
  return { moment, outputs: [...step.outputs, ...outputs] };
}

const withEpisode = (moment: Moment, changed: TrackedEpisode): Moment => ({
  ...moment,
  episodes: [...moment.episodes.filter(({ id }) => id !== changed.id), changed],
});

/** The episode of this venue, or the one whose venue is not known yet. */
export const ofVenue = (moment: Moment, venue: Venue | undefined): TrackedEpisode | undefined =>
  moment.episodes.find((episode) => episode.venue === venue);

/** Episodes whose release was not heard, given up on or not. */
export const running = (moment: Moment): readonly TrackedEpisode[] =>
  moment.episodes.filter((episode) => episode.state !== 'released');

/** Ends an episode, if the reading says so and it has not ended. */
export function release(
  moment: Moment,
  episode: TrackedEpisode,
  heard: HeardReading,
  known: Known,
): Step {
  const { releaseTime } = heard.reading;
  if (releaseTime === undefined || episode.state === 'released') return silent(moment);
  const released: TrackedEpisode = { ...episode, state: 'released', releaseTime };
  const event = eventOf('release', released, heard, known);
  return {
    moment: withEpisode(moment, released),
    outputs: [{ is: 'event', episode: released, event }],
  };
}

/** A new episode; heard by its release, it is triggered and released at once. */
export function begin(
  moment: Moment,
  venue: Venue | undefined,
  heard: HeardReading,
  known: Known,
): Step {
  const { stock, triggerTime, kind } = heard.reading;
  const key = { day: heard.day, stock, triggerTime, kind, venue };
  const episode: TrackedEpisode = {
    ...key,
    id: episodeId(key),
    state: 'active',
    releaseTime: undefined,
  };
  const event = eventOf('trigger', episode, heard, known);
  const begun: Step = {
    moment: withEpisode(moment, episode),
    outputs: [{ is: 'event', episode, event }],
  };
  return andThen(begun, (after) => release(after, episode, heard, known));
}

/** The same episode, now that its venue is known. */
export function nameVenue(
  moment: Moment,
  episode: TrackedEpisode,
  venue: Venue,
  { ofStock }: Known,
): Step {
  const named: TrackedEpisode = { ...episode, venue };
  return {
    moment: withEpisode(moment, named),
    outputs: [{ is: 'named', episode: named, sinceLast: sinceLast(named, ofStock) }],
  };
}

/** No release was heard in time. */
export function giveUp(moment: Moment, id: string): Step {
  const active = moment.episodes.find((one) => one.id === id && one.state === 'active');
  if (active === undefined) return silent(moment);
  const episode: TrackedEpisode = { ...active, state: 'unconfirmed' };
  return { moment: withEpisode(moment, episode), outputs: [{ is: 'unconfirmed', episode }] };
}
