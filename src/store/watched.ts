import type { Day, EpochMs } from '../vi/kst.ts';

/** Time in which the broker was not watched. */
export interface Gap {
  readonly id: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly reason: string;
  /**
   * How many interruptions of that time ka10054 told that the feed had not, whole or in part;
   * `undefined`: it could not be asked yet.
   */
  readonly filled: number | undefined;
}

/** What ka10054 says of an interruption that the feed told; `absent`: asked twice, not there. */
export const HISTORY_MARKS = ['confirmed', 'absent'] as const;
export type HistoryMark = (typeof HISTORY_MARKS)[number];

/** Days in Korea, both included. */
export interface DayFilter {
  readonly from?: Day;
  readonly to?: Day;
}

/** When the broker was watched and when not: what a restart knows of the time before it. */
export interface WatchRows {
  /** The broker was watched at this instant. */
  noteWatched(at: EpochMs): Promise<void>;
  /** The last instant noted. */
  watchedUntil(): Promise<EpochMs | undefined>;
  /** The first instant noted of this day; `undefined`: it was not watched that day. */
  watchedSince(day: Day): Promise<EpochMs | undefined>;
  /** A gap that ka10054 was not asked about yet; resolves to its number. */
  addGap(gap: Omit<Gap, 'id' | 'filled'>): Promise<number>;
  /** Notes how many interruptions of the gap ka10054 told. */
  fillGap(id: number, filled: number): Promise<void>;
  /** Those that touch these days, the oldest first. */
  gaps(filter: DayFilter): Promise<readonly Gap[]>;
}

/** One event as `vigil export --what events` tells it; percent signed, prices in won. */
export interface EventRow {
  readonly day: Day;
  readonly stock: string;
  readonly name: string | null;
  readonly venue: string | null;
  readonly kind: string | null;
  readonly direction: string | null;
  readonly event: string;
  readonly trigger_time: string;
  readonly release_time: string | null;
  readonly price: number | null;
  /** Signed %, against the static reference where there is one, else the dynamic one. */
  readonly deviation: number | null;
  readonly count: number | null;
  /** How its interruption stands now, and what ka10054 said of it. */
  readonly state: string;
  readonly history: string | null;
  readonly source: string;
  readonly heard_at: EpochMs;
}

/** What was heard, and what ka10054 says of it. */
export interface HistoryRows {
  /** By episode id; those of the day that ka10054 was asked about. */
  histories(day: Day): Promise<ReadonlyMap<string, HistoryMark>>;
  /** Notes the same of all of these interruptions, by their ids. */
  noteHistory(episodes: readonly string[], history: HistoryMark): Promise<void>;
  /** In the order they were heard. */
  eventLog(filter: DayFilter): Promise<readonly EventRow[]>;
}
