import type { Bar } from '../vi/bar.ts';
import type { StockCode } from '../vi/event.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';

/** What the feed is doing. `watching` means that the broker acknowledged REG. */
export type FeedState =
  | { readonly is: 'connecting'; readonly attempt: number; readonly reason: string | undefined }
  | { readonly is: 'watching'; readonly since: EpochMs }
  /**
   * It will not try again by itself: `takeover` (R10001), `address` (8050/8010), `keys`; or the
   * simulator is `closed`.
   */
  | {
      readonly is: 'stopped';
      readonly why: 'takeover' | 'address' | 'keys' | 'closed';
      readonly reason: string;
    };

/** What a feed tells while it is open. */
export interface FeedHandlers {
  /** One websocket message that may hold events, as text, with its time of arrival. */
  readonly frame: (text: string, heardAt: EpochMs) => void;
  readonly state: (state: FeedState) => void;
  /** The stock list was loaded or renewed. */
  readonly stocks: (stocks: StockList) => void;
}

/** What a source tells of its past. `rows` are as they came, the newest first. */
export type History =
  | { readonly is: 'rows'; readonly rows: readonly unknown[] }
  /** Asking again later may help. */
  | { readonly is: 'lost'; readonly reason: string };

/** A stock's day by minutes, the oldest first; a minute without a trade has none. */
export type Bars =
  | { readonly is: 'bars'; readonly bars: readonly Bar[] }
  | { readonly is: 'lost'; readonly reason: string };

/** Where frames come from: the broker, the simulator or a file. */
export interface Feed {
  /** Begins to watch; all that follows comes through the handlers. */
  open(handlers: FeedHandlers): void;
  /** When anything was last heard while it watched, a PING included; `undefined`: never. */
  heardAt(): EpochMs | undefined;
  /**
   * What fired since then, and perhaps a little more. Never throws. `undefined`: this source knows
   * no past.
   */
  readonly history: ((since: EpochMs) => Promise<History>) | undefined;
  /** Today's minutes of a stock. Never throws. `undefined`: this source knows no prices. */
  readonly bars: ((stock: StockCode) => Promise<Bars>) | undefined;
  /** Ends it for good; resolves when nothing more comes. */
  close(): Promise<void>;
}
