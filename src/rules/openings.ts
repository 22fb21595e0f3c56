import type { Venue } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';

/** A stretch of time: `from` is in, `to` is not. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** When on a trading day an event of this venue (`undefined`: not known) can hold a test. */
export type Openings = (day: Day, venue: Venue | undefined) => readonly Span[];
