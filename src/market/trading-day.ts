import * as gazette from '@hyunbinseo/holidays-kr/all';
import { addDays, weekdayOf, type Day } from '../vi/kst.ts';
import { EXAM_DAYS } from './special-day.ts';

const HOLIDAYS: ReadonlySet<Day> = new Set(Object.values(gazette).flatMap(Object.keys));

const yearOf = (day: Day): string => day.slice(0, 4);

const lastYear = (days: Iterable<Day>): string => [...days].map(yearOf).toSorted().at(-1) ?? '';

/**
 * The last day the holiday and exam-day tables know. Past it only weekends and fixed closings are
 * known, and whoever relies on the calendar says so to the operator.
 */
export const coveredUntil: Day = `${[lastYear(HOLIDAYS), lastYear(EXAM_DAYS)].toSorted()[0]}-12-31`;

const isWeekend = (day: Day): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/** Closed by the exchange itself: 1 May, which is no public holiday before 2026 (dependencies.md). */
const isLabourDay = (day: Day): boolean => day.endsWith('-05-01');

/** 31 December, or the last weekday before it (market.md). */
function isYearEnd(day: Day): boolean {
  let last = `${yearOf(day)}-12-31`;
  while (isWeekend(last)) last = addDays(last, -1);
  return day === last;
}

/** Whether the exchange opens on this Korean day. */
export const isTradingDay = (day: Day): boolean =>
  !isWeekend(day) && !HOLIDAYS.has(day) && !isLabourDay(day) && !isYearEnd(day);

/** This day, or the last trading day before it. */
export function lastTradingDay(day: Day): Day {
  let last = day;
  while (!isTradingDay(last)) last = addDays(last, -1);
  return last;
}

/** The first trading day after this one. */
export function nextTradingDay(day: Day): Day {
  let next = addDays(day, 1);
  while (!isTradingDay(next)) next = addDays(next, 1);
  return next;
}

/** The day of the opening ceremony, on which everything starts an hour later (market.md). */
export const isFirstOfYear = (day: Day): boolean =>
  day === nextTradingDay(`${Number(yearOf(day)) - 1}-12-31`);
