import type { Day, EpochMs, TimeOfDay } from './kst.ts';

/** Six alphanumeric characters: `005930`, `0126Z0`, `00680K`. Always text. */
export type StockCode = string;

/** By the suffix of the item: bare KRX, `_NX` NXT (kiwoom.md 1). */
export const VENUES = ['krx', 'nxt'] as const;
/** Field 9068: 1 static, 2 dynamic, 3 both at once (kiwoom.md 1). */
export const KINDS = ['static', 'dynamic', 'both'] as const;
/** Field 9069: 1 up, 2 down (kiwoom.md 1). */
export const DIRECTIONS = ['up', 'down'] as const;
/** As the stock list was asked for (ka10099); else field 9008 (kiwoom.md 1, 4). */
export const MARKETS = ['kospi', 'kosdaq'] as const;
/** From the stock list alone: market code, name and code (kiwoom.md 4). */
export const STOCK_TYPES = ['stock', 'etf', 'etn', 'reit', 'spac', 'preferred'] as const;
/** Field 1224 tells them apart: a release has a time there (kiwoom.md 1). */
export const EVENT_TYPES = ['trigger', 'release'] as const;

export type Venue = (typeof VENUES)[number];
export type Kind = (typeof KINDS)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type Market = (typeof MARKETS)[number];
export type StockType = (typeof STOCK_TYPES)[number];
export type EventType = (typeof EVENT_TYPES)[number];

/** A value that a static and a dynamic VI may each have. `undefined`: the frame has none. */
export interface PerKind {
  readonly static: number | undefined;
  readonly dynamic: number | undefined;
}

/**
 * What one `1h` row says, in true types and units. `undefined` is "unknown", never 0
 * (kiwoom.md 1). Every property is always present, so that all readings share one shape.
 */
export interface Reading {
  /** Which copy this is: bare code (KRX), `_NX` (NXT), `_AL` (merged: venue not told). */
  readonly copy: 'bare' | 'nxt' | 'merged';
  readonly stock: StockCode;
  readonly name: string | undefined;
  readonly kind: Kind | undefined;
  readonly direction: Direction | undefined;
  readonly market: Market | undefined;
  /** Field 1223, the same in the release. */
  readonly triggerTime: TimeOfDay;
  /** `undefined`: the interruption is still running. */
  readonly releaseTime: TimeOfDay | undefined;
  /** Won. The traded price that fired it. */
  readonly price: number | undefined;
  /** Won. */
  readonly reference: PerKind;
  /** Signed %. */
  readonly deviation: PerKind;
  /** Signed % against the previous close. */
  readonly change: number | undefined;
  /** How many-th VI of this stock today. */
  readonly count: number | undefined;
  /** Shares. */
  readonly volume: number | undefined;
  /** Won (the wire's million won are converted). */
  readonly turnover: number | undefined;
  /** Values of the row that are not known to the code list, as they came: `{ "9068": "4" }`. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** Something that happened to a stock, as rules, plans and messages see it. */
export interface ViEvent extends Omit<Reading, 'copy'> {
  readonly event: EventType;
  readonly day: Day;
  readonly venue: Venue | undefined;
  readonly type: StockType | undefined;
  /** ms from the VI before it, as far as it was known when this was heard; see `sinceLast`. */
  readonly sinceLast: number | undefined;
  /** When Vigil heard it. */
  readonly heardAt: EpochMs;
  /** Where it came from; what ka10054 tells is late by nature. */
  readonly source: 'feed' | 'catch-up';
}
