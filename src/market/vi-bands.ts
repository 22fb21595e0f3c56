import type { Venue } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';

/** How far a price may go before an interruption, in %, unsigned. `undefined`: not known. */
export interface ViBands {
  readonly venue: Venue;
  /** The first day they held. */
  readonly since: Day;
  /** From the last call-auction price. */
  readonly static: number | undefined;
  readonly dynamic: DynamicBands | undefined;
}

/** From the last traded price; `index`: KOSPI200 names and index ETFs, `rest`: all others. */
export interface DynamicBands {
  readonly regular: { readonly index: number; readonly rest: number };
  readonly closing: { readonly index: number; readonly rest: number };
}

/**
 * The exchange's bands, oldest first (market.md). NXT has had a static VI since 2026-09-14; its
 * rate is not known. Left out: the 1 % that some names have in an expiry day's closing auction.
 */
const VI_BANDS: readonly ViBands[] = [
  {
    venue: 'krx',
    since: '2015-06-15',
    static: 10,
    dynamic: { regular: { index: 3, rest: 6 }, closing: { index: 2, rest: 4 } },
  },
  { venue: 'nxt', since: '2026-09-14', static: undefined, dynamic: undefined },
];

/** The bands that held on this day at this venue; `undefined` before there were any. */
export const viBandsOn = (day: Day, venue: Venue): ViBands | undefined =>
  VI_BANDS.findLast((bands) => bands.venue === venue && bands.since <= day);
