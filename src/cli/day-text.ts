import { InvalidArgumentError } from 'commander';
import type { Day } from '../vi/kst.ts';

/** A day of the calendar, as the command line takes it. */
export function dayText(text: string): Day {
  const at = Date.parse(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  if (!isDay || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new InvalidArgumentError('a day such as 2026-11-20');
  }
  return text;
}
