import { InvalidArgumentError } from 'commander';
import { isDay, type Day } from '../vi/kst.ts';

/** A day of the calendar, as the command line takes it. */
export function dayText(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('a day such as 2026-11-20');
  return text;
}
