import type { TimeOfDay } from './kst.ts';

/** A part of the day: `from` is in, `to` is not. */
export interface TimeWindow {
  readonly text: string;
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

const TIME = /^(?:([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|(24):00(?::00)?)$/;

/** `9:00` or `09:00:30` as `HH:mm:ss`; `24:00` is the day's end. */
export function parseTime(text: string): TimeOfDay | undefined {
  const match = TIME.exec(text.trim());
  if (match === null) return undefined;
  const [, hour = '24', minute = '00', second = '00'] = match;
  return `${hour.padStart(2, '0')}:${minute}:${second}`;
}

/** `09:00-09:30`; `undefined` when it is no window. */
export function parseWindow(text: string): TimeWindow | undefined {
  const [start, end, ...rest] = text.split('-').map(parseTime);
  if (start === undefined || end === undefined || rest.length > 0) return undefined;
  return { text: text.trim(), from: start, to: end };
}
