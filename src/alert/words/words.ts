import type { Direction, Kind, Market, Venue } from '../../vi/event.ts';
import type { Notice } from '../notice.ts';

/** The notice of one kind. */
export type NoticeOf<Is extends Notice['is']> = Extract<Notice, { is: Is }>;

/** For each kind of notice, its lines. */
export type NoticeWords = {
  readonly [Is in Notice['is']]: (notice: NoticeOf<Is>) => readonly string[];
};

/** Why a digest is sent instead of single alerts. */
export type DigestKind = 'storm' | 'limit' | 'expired';

/** Everything Vigil says in alerts and notices, in one language. The type holds it complete. */
export interface Words {
  readonly direction: Readonly<Record<Direction, string>>;
  /** Alone, as in a digest's line: `정적`. */
  readonly kind: Readonly<Record<Kind, string>>;
  /** `정적VI`; `VI` where the kind is not known. */
  readonly kindVi: (kind: Kind | undefined) => string;
  readonly market: Readonly<Record<Market, string>>;
  readonly venue: Readonly<Record<Venue, string>>;
  /** The n-th VI of the day: `2회`. */
  readonly nth: (count: number) => string;
  /** Won per share: `12,350원`. */
  readonly price: (won: number) => string;
  /** Large sums of won, cut to what matters: `412억`. */
  readonly money: (won: number) => string;
  /** Whole seconds, the two largest units: `2분 13초`. */
  readonly duration: (ms: number) => string;
  readonly reference: (price: string) => string;
  readonly change: (percent: string) => string;
  readonly turnover: (money: string) => string;
  /** `11:02:01 발동`. */
  readonly triggered: (time: string) => string;
  /** `11:04:01~11:04:31 해제 예상`. */
  readonly expected: (from: string, to: string) => string;
  /** `해제 11:04:14`. */
  readonly released: (time: string) => string;
  readonly releasedUnknown: string;
  readonly unconfirmed: string;
  readonly rules: (names: string) => string;
  readonly note: (text: string) => string;
  readonly earlier: (list: string) => string;
  readonly repeatMark: string;
  readonly insteadMark: (channel: string) => string;
  readonly lateMark: (seconds: number) => string;
  readonly button: Readonly<Record<'mute30' | 'muteToday' | 'chart' | 'news', string>>;
  readonly digest: Readonly<Record<DigestKind, (count: number) => string>>;
  /** Under the header of a `limit` digest. */
  readonly limitPassed: (rule: string) => string;
  /** What did not fit: `외 37건`. */
  readonly rest: (count: number) => string;
  readonly restRules: (count: number) => string;
  /** On a digest's line: ` → 해제 09:02:15`. */
  readonly lineReleased: (time: string) => string;
  readonly lineUnconfirmed: string;
  readonly notice: NoticeWords;
}
