import { InvalidArgumentError } from 'commander';
import { parseAmount, type Unit } from '../../rules/amount.ts';
import { stockComplaint } from '../../rules/stock-text.ts';
import { parseDuration } from '../../vi/duration.ts';
import type { TimeOfDay } from '../../vi/kst.ts';
import { parseTime } from '../../vi/time-window.ts';

/** A number, in its unit or bare. What cannot be read ends the command, here and below. */
export const amount = (suffix: Unit['suffix'], large: boolean) => (text: string) => {
  const value = parseAmount(text, { suffix, large, signed: false });
  if (value === undefined) throw new InvalidArgumentError(`a number${suffix && ` of ${suffix}`}`);
  return value;
};

/** A code or an exact name. */
export function stock(text: string): string {
  const complaint = stockComplaint(text);
  if (complaint !== undefined) throw new InvalidArgumentError(`${complaint.expected}`);
  return text;
}

/** ms of `7m`. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('a time such as 7m or 1h30m');
  return ms;
}

/** A time of day. */
export function time(text: string): TimeOfDay {
  const parsed = parseTime(text);
  if (parsed === undefined) throw new InvalidArgumentError('a time such as 09:05:00');
  return parsed;
}
