/**
 * Korean time. The exchange's clock is UTC+9 the whole year, so a fixed offset is exact and
 * independent of the machine's zone (market.md: "UTC+9, no daylight saving").
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;
/** A calendar day in Korea, `YYYY-MM-DD`. */
export type Day = string;
/** A time of day in Korea, `HH:mm:ss`. */
export type TimeOfDay = string;

const OFFSET_MS = 9 * 3_600_000;
/** Every day has as many: Korea has no daylight saving. */
export const DAY_MS = 86_400_000;

/** The Korean calendar day that holds this instant. */
export const dayOf = (at: EpochMs): Day => new Date(at + OFFSET_MS).toISOString().slice(0, 10);

/** The Korean time of day at this instant, to the second. */
export const timeOf = (at: EpochMs): TimeOfDay =>
  new Date(at + OFFSET_MS).toISOString().slice(11, 19);

/** Both as programs read them: `2026-11-20T09:05:00+09:00`. */
export const isoOf = (at: EpochMs): string => `${dayOf(at)}T${timeOf(at)}+09:00`;

/** The instant of a Korean day and time of day. */
export const instantOf = (day: Day, time: TimeOfDay): EpochMs => Date.parse(`${day}T${time}+09:00`);

/** The day that lies `days` after (or, negative, before) this one. */
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether it is a day of the calendar, written as a `Day` is. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  // 2026-02-30 is read as 2 March by some engines, refused by others.
  return !Number.isNaN(at) && addDays(text, 0) === text;
}

/** 0 Sunday ... 6 Saturday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/**
 * The day a bare time of day belongs to, given when it was heard: the one that puts it nearest
 * to `heardAt`. A frame stamped 23:59:58 and heard at 00:00:01 is of the day before.
 */
export function dayNearest(time: TimeOfDay, heardAt: EpochMs): Day {
  const today = dayOf(heardAt);
  const lead = instantOf(today, time) - heardAt;
  if (lead > DAY_MS / 2) return addDays(today, -1);
  return lead < -DAY_MS / 2 ? addDays(today, 1) : today;
}
