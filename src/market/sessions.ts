import type { Venue } from '../vi/event.ts';
import { addDays, dayOf, instantOf, type Day, type EpochMs } from '../vi/kst.ts';
import { EXAM_DAYS } from './special-day.ts';
import {
  DAY_END_MS,
  ORDINARY_CLOSE_MS,
  ORDINARY_OPEN_MS,
  SESSION_NAMES,
  SESSIONS,
  SPECIAL_SHIFT_MS,
  type Edge,
  type Session,
  type SessionName,
} from './timetable.ts';
import { isFirstOfYear, isTradingDay, nextTradingDay } from './trading-day.ts';

export type { SessionName } from './timetable.ts';

/** The trading hours of one venue on one day, in epoch ms. */
export interface Hours {
  readonly open: EpochMs;
  readonly close: EpochMs;
}

const midnightOf = (day: Day): EpochMs => instantOf(day, '00:00:00');

/** KRX's opening and close: late on the year's first day, both late on the exam day (market.md). */
function krxHours(day: Day): Hours {
  const exam = EXAM_DAYS.has(day);
  const opensLate = exam || isFirstOfYear(day);
  return {
    open: midnightOf(day) + ORDINARY_OPEN_MS + (opensLate ? SPECIAL_SHIFT_MS : 0),
    close: midnightOf(day) + ORDINARY_CLOSE_MS + (exam ? SPECIAL_SHIFT_MS : 0),
  };
}

function instantOfEdge(edge: Edge, day: Day, hours: Hours): EpochMs {
  return edge.ms + (edge.after === 'midnight' ? midnightOf(day) : hours[edge.after]);
}

const isHeld = (session: Session, day: Day): boolean =>
  day >= session.since &&
  !(session.ordinaryDaysOnly === true && (EXAM_DAYS.has(day) || isFirstOfYear(day)));

/**
 * The sessions that hold at this instant. They follow the venue; where it is not known, those of
 * either venue hold. Two may hold at once: `opening` runs until 09:00:30, `regular` starts at 09:00:00.
 */
export function sessionsAt(at: EpochMs, venue: Venue | undefined): ReadonlySet<SessionName> {
  const day = dayOf(at);
  if (!isTradingDay(day)) return new Set();
  const hours = krxHours(day);
  const holding = SESSIONS.filter(
    (session) =>
      (venue === undefined || session.venue === venue) &&
      isHeld(session, day) &&
      at >= instantOfEdge(session.from, day, hours) &&
      at < instantOfEdge(session.to, day, hours),
  );
  return new Set(holding.map((session) => session.name));
}

/** When a session of this name is held on this day; of either venue where it is not known. */
export function sessionHours(
  name: SessionName,
  day: Day,
  venue: Venue | undefined,
): readonly Hours[] {
  if (!isTradingDay(day)) return [];
  const hours = krxHours(day);
  return SESSIONS.filter(
    (session) =>
      session.name === name &&
      (venue === undefined || session.venue === venue) &&
      isHeld(session, day),
  ).map(({ from, to }) => ({
    open: instantOfEdge(from, day, hours),
    close: instantOfEdge(to, day, hours),
  }));
}

/**
 * From the opening of the day's first session of any venue to the close of its last: 08:00-20:00 on
 * an ordinary day. `undefined` on a day without trading.
 */
export function dayHours(day: Day): Hours | undefined {
  const all = SESSION_NAMES.flatMap((name) => sessionHours(name, day, undefined));
  if (all.length === 0) return undefined;
  return {
    open: Math.min(...all.map(({ open }) => open)),
    close: Math.max(...all.map(({ close }) => close)),
  };
}

/**
 * What `open` and `close` mean on this day: KRX 09:00-15:30 with the closing auction, NXT's main
 * market 09:00:30-15:20; an hour later where the exchange says so. An unknown venue counts as KRX.
 * `undefined` on a day without trading.
 */
export function openAndClose(day: Day, venue: Venue | undefined): Hours | undefined {
  if (!isTradingDay(day)) return undefined;
  const hours = krxHours(day);
  if (venue !== 'nxt') return hours;
  const main = SESSIONS.find((session) => session.venue === 'nxt' && session.name === 'regular');
  if (main === undefined || !isHeld(main, day)) return undefined;
  return {
    open: instantOfEdge(main.from, day, hours),
    close: instantOfEdge(main.to, day, hours),
  };
}

/**
 * Where `until-close` ends: the end of KRX's regular session (its closing auction included), of the
 * next trading day when today's is over or there is none.
 */
export function endOfRegular(at: EpochMs): EpochMs {
  const today = dayOf(at);
  const { close } = krxHours(today);
  return isTradingDay(today) && at < close ? close : krxHours(nextTradingDay(today)).close;
}

/** When KRX's regular session last ended. */
export function lastEndOfRegular(at: EpochMs): EpochMs {
  let day = dayOf(at);
  while (!isTradingDay(day) || krxHours(day).close > at) day = addDays(day, -1);
  return krxHours(day).close;
}

/** Where a mute of `today` ends: 20:00 KST; from 20:00 on, 20:00 of the next trading day (contract.md). */
export function endOfDay(at: EpochMs): EpochMs {
  const today = dayOf(at);
  const end = midnightOf(today) + DAY_END_MS;
  return at < end ? end : midnightOf(nextTradingDay(today)) + DAY_END_MS;
}
