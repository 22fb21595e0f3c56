import type { Kind, StockCode, Venue, ViEvent } from './event.ts';
import { DAY_MS, instantOf, type Day, type EpochMs, type TimeOfDay } from './kst.ts';

/** How an interruption stands: running, ended, or its end was never heard (kiwoom.md: 210 s). */
export type EpisodeState = 'active' | 'released' | 'unconfirmed';

/** One interruption: day, venue, stock, trigger time and kind make it. */
export interface EpisodeKey {
  readonly day: Day;
  readonly stock: StockCode;
  readonly triggerTime: TimeOfDay;
  readonly kind: Kind | undefined;
  readonly venue: Venue | undefined;
}

/** An interruption as it stands now. */
export interface Episode extends EpisodeKey {
  readonly state: EpisodeState;
  /** Field 1224 of its release; `undefined`: none was heard. */
  readonly releaseTime: TimeOfDay | undefined;
}

/** When the interruption fired. */
export const triggeredAt = (episode: Pick<EpisodeKey, 'day' | 'triggerTime'>): EpochMs =>
  instantOf(episode.day, episode.triggerTime);

/** When it ended, `undefined` while it runs. An end before the trigger lies past midnight. */
export function releasedAt(
  episode: Pick<Episode, 'day' | 'triggerTime' | 'releaseTime'>,
): EpochMs | undefined {
  if (episode.releaseTime === undefined) return undefined;
  const at = instantOf(episode.day, episode.releaseTime);
  return at < triggeredAt(episode) ? at + DAY_MS : at;
}

const mayShareVenue = (one: EpisodeKey, other: EpisodeKey): boolean =>
  one.venue === undefined || other.venue === undefined || one.venue === other.venue;

/**
 * ms from the latest trigger before this one, of the same stock and day, at its venue as far as
 * that is known; `undefined`: there is none. Two in one second do not follow each other.
 */
export function sinceLast(key: EpisodeKey, others: Iterable<EpisodeKey>): number | undefined {
  let last = '';
  for (const other of others) {
    const { day, stock, triggerTime } = other;
    const isBefore = day === key.day && stock === key.stock && triggerTime < key.triggerTime;
    if (isBefore && triggerTime > last && mayShareVenue(key, other)) last = triggerTime;
  }
  return last === '' ? undefined : triggeredAt(key) - instantOf(key.day, last);
}

/** What an event's age counts from: 1223 for triggers, 1224 for releases (reliability.md). */
export const happenedAt = (event: ViEvent): EpochMs =>
  event.event === 'release' ? (releasedAt(event) ?? triggeredAt(event)) : triggeredAt(event);

/** Older news than this is marked late (reliability.md). */
const LATE_MS = 10_000;

/** Whether it is late news at this moment. */
export const isLate = (event: ViEvent, at: EpochMs): boolean => at - happenedAt(event) > LATE_MS;
