import type { Venue } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';

export const SESSION_NAMES = ['nxt-pre', 'opening', 'regular', 'closing', 'after'] as const;
export type SessionName = (typeof SESSION_NAMES)[number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** KRX's hours as ms after midnight in Korea; special days move them by an hour (market.md). */
export const ORDINARY_OPEN_MS = 9 * HOUR;
/** When its regular session ends on an ordinary day. */
export const ORDINARY_CLOSE_MS = 15.5 * HOUR;
/** How much later the first trading day opens, and the exam day opens and closes (market.md). */
export const SPECIAL_SHIFT_MS = HOUR;
/** When the last session of any venue ends. */
export const DAY_END_MS = 20 * HOUR;

/** A moment of the day: so many ms after midnight, or after KRX's opening or close. */
export interface Edge {
  readonly after: 'midnight' | 'open' | 'close';
  readonly ms: number;
}

/** One session of one venue, by the edges of the day. */
export interface Session {
  readonly name: SessionName;
  readonly venue: Venue;
  /** In. */
  readonly from: Edge;
  /** Out. */
  readonly to: Edge;
  /** The first day it was held. */
  readonly since: Day;
  /** Not held on the first trading day of a year and on the exam day. */
  readonly ordinaryDaysOnly?: true;
}

const open = (ms: number): Edge => ({ after: 'open', ms });
const close = (ms: number): Edge => ({ after: 'close', ms });
const midnight = (ms: number): Edge => ({ after: 'midnight', ms });

const ALWAYS: Day = '0000-01-01';
const NXT_START: Day = '2025-03-04';
const KRX_AFTER_START: Day = '2026-09-14';

/** Every session of both venues (market.md; the random end of the opening: rules-language.md). */
export const SESSIONS: readonly Session[] = [
  {
    name: 'opening',
    venue: 'krx',
    from: open(-30 * MINUTE),
    to: open(30 * SECOND),
    since: ALWAYS,
  },
  {
    name: 'regular',
    venue: 'krx',
    from: open(0),
    to: close(-10 * MINUTE),
    since: ALWAYS,
  },
  {
    name: 'closing',
    venue: 'krx',
    from: close(-10 * MINUTE),
    to: close(0),
    since: ALWAYS,
  },
  {
    name: 'after',
    venue: 'krx',
    from: close(30 * MINUTE),
    to: midnight(DAY_END_MS),
    since: KRX_AFTER_START,
  },
  {
    name: 'nxt-pre',
    venue: 'nxt',
    from: midnight(8 * HOUR),
    to: midnight(8 * HOUR + 50 * MINUTE),
    since: NXT_START,
    ordinaryDaysOnly: true,
  },
  {
    name: 'regular',
    venue: 'nxt',
    from: open(30 * SECOND),
    to: close(-10 * MINUTE),
    since: NXT_START,
  },
  {
    name: 'after',
    venue: 'nxt',
    from: close(10 * MINUTE),
    to: midnight(DAY_END_MS),
    since: NXT_START,
  },
];
