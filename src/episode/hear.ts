import type { Venue } from '../vi/event.ts';
import type { Known } from './known.ts';
import {
  andThen,
  begin,
  nameVenue,
  ofVenue,
  release,
  running,
  silent,
  type Moment,
  type Step,
} from './moment.ts';
import type { HeardReading } from './tracked-episode.ts';

/** A copy that says its venue, heard after a merged one: the trigger was heard with the first. */
function sinceWaiting(heard: HeardReading, waiting: HeardReading | undefined): HeardReading {
  if (waiting === undefined) return heard;
  // ka10054 tells less than a frame: where both came, the frame's values stand.
  const { reading } = heard.source === 'feed' ? heard : waiting;
  return { ...waiting, reading: { ...reading, releaseTime: heard.reading.releaseTime } };
}

function hearNamed(moment: Moment, venue: Venue, heard: HeardReading, known: Known): Step {
  const own = ofVenue(moment, venue);
  if (own !== undefined) return release(moment, own, heard, known);
  const nameless = ofVenue(moment, undefined);
  if (nameless !== undefined) {
    return andThen(nameVenue(moment, nameless, venue, known), (named) =>
      release(named, { ...nameless, venue }, heard, known),
    );
  }
  const lone = moment.episodes.length === 0 ? moment.waiting : undefined;
  return begin(moment, venue, sinceWaiting(heard, lone), known);
}

/** A merged copy may be of any running episode; of several, it waits to be told which. */
function hearMerged(moment: Moment, heard: HeardReading, known: Known): Step {
  if (moment.episodes.length === 0) return hearLone(moment, heard, known);
  const { releaseTime } = heard.reading;
  const isRepeat = moment.episodes.some((episode) => episode.releaseTime === releaseTime);
  if (releaseTime === undefined || isRepeat) return silent(moment);
  const [first, second] = running(moment);
  if (first === undefined) return silent(moment);
  if (second === undefined) return release(moment, first, heard, known);
  return silent({ ...moment, waiting: moment.waiting ?? heard });
}

/** Nothing else came yet: it waits, but a release that follows ends the waiting. */
function hearLone(moment: Moment, heard: HeardReading, known: Known): Step {
  if (moment.waiting === undefined) return silent({ ...moment, waiting: heard });
  const ends =
    heard.reading.releaseTime !== undefined && moment.waiting.reading.releaseTime === undefined;
  if (!ends) return silent(moment);
  return andThen(settle(moment, known), (settled) => hearMerged(settled, heard, known));
}

/** After a copy that says its venue, what waited is looked at again. */
function reconsider(moment: Moment, known: Known): Step {
  const { waiting } = moment;
  if (waiting === undefined) return silent(moment);
  return hearMerged({ ...moment, waiting: undefined }, waiting, known);
}

/** Hears one copy: what is new is told, what repeats is not (kiwoom.md 1). */
export function hear(moment: Moment, heard: HeardReading, known: Known): Step {
  if (heard.reading.copy === 'merged') return hearMerged(moment, heard, known);
  const venue = heard.reading.copy === 'nxt' ? 'nxt' : 'krx';
  return andThen(hearNamed(moment, venue, heard, known), (after) => reconsider(after, known));
}

/**
 * No other copy came in 300 ms: the merged one goes on by itself, as KRX if the stock list says
 * that the stock is not on NXT. A release that fits two running episodes ends KRX's, the market
 * where most happens; NXT's ends by its own copy, or unconfirmed.
 */
export function settle(moment: Moment, known: Known): Step {
  const { waiting } = moment;
  if (waiting === undefined) return silent(moment);
  const settled = { ...moment, waiting: undefined };
  if (moment.episodes.length === 0) {
    const onlyKrx = known.stocks.get(waiting.reading.stock)?.nxt === false;
    return begin(settled, onlyKrx ? 'krx' : undefined, waiting, known);
  }
  const krx = ofVenue(settled, 'krx');
  return krx === undefined ? silent(settled) : release(settled, krx, waiting, known);
}
