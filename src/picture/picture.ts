import type { Direction, StockCode } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';

/** Something that fired, as a point of the day. */
export interface Fired {
  readonly at: EpochMs;
  readonly direction: Direction | undefined;
}

/** How often a stock was interrupted. */
export interface Busy {
  readonly name: string;
  readonly up: number;
  readonly down: number;
  /** Neither way is known. */
  readonly unknown: number;
}

/** How the chat's alerts of the day ended; each alert counts once. */
export interface Outcomes {
  readonly sent: number;
  readonly merged: number;
  readonly muted: number;
  /** Everything else, what still waits included. */
  readonly other: number;
}

/** The whole market's day, and what became of it in one chat. */
export interface DayPicture {
  readonly is: 'day';
  readonly day: Day;
  readonly now: EpochMs;
  /** In order; at least one. */
  readonly fired: readonly Fired[];
  /** The most interrupted first. */
  readonly busiest: readonly Busy[];
  readonly outcomes: Outcomes;
}

/** One interruption of the stock that is drawn. */
export interface Band {
  readonly from: EpochMs;
  /** `undefined`: it still runs. */
  readonly until: EpochMs | undefined;
  readonly direction: Direction | undefined;
}

/** One stock's day; its minutes are the feed's to tell. */
export interface StockPicture {
  readonly is: 'stock';
  readonly code: StockCode;
  readonly name: string;
  readonly day: Day;
  readonly now: EpochMs;
  /** In order. */
  readonly bands: readonly Band[];
}

/** What a picture shows, as plain data. */
export type Picture = DayPicture | StockPicture;
