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

export interface WatchRows {
  /** The broker was watched at this instant. */
  noteWatched(at: EpochMs): Promise<void>;
  /** The last instant noted. */
  watchedUntil(): Promise<EpochMs | undefined>;
  /** The first instant noted of this day; `undefined`: it was not watched that day. */
  watchedSince(day: Day): Promise<EpochMs | undefined>;
  addGap(gap: Omit<Gap, 'id' | 'filled'>): Promise<number>;
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
  readonly deviation: number | null;
  readonly count: number | null;
  /** How its interruption stands now, and what ka10054 said of it. */
  readonly state: string;
  readonly history: string | null;
  readonly source: string;
  readonly heard_at: EpochMs;
}

export interface HistoryRows {
  /** By episode id; those of the day that ka10054 was asked about. */
  histories(day: Day): Promise<ReadonlyMap<string, HistoryMark>>;
  noteHistory(episodes: readonly string[], history: HistoryMark): Promise<void>;
  /** In the order they were heard. */
  eventLog(filter: DayFilter): Promise<readonly EventRow[]>;
}
