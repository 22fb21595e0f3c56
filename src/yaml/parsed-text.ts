import * as z from 'zod';
import { parseDuration, parseRate } from '../vi/duration.ts';
import { shown } from './shown.ts';

/** `10` for `10m` is told what may stand there, not that quotes are missing. For editors a text. */
const written = z.union([z.string(), z.number()]).meta({ type: 'string' });

/** A schema for texts that `parse` understands; `expected` tells what it understands. */
export const parsedText = <T>(
  parse: (text: string) => T | undefined,
  what: string,
  expected: string,
) =>
  written.transform((raw, context): T => {
    const parsed = typeof raw === 'string' ? parse(raw) : undefined;
    if (parsed !== undefined) return parsed;
    const message = `${shown(raw)} is no ${what}`;
    context.addIssue({ code: 'custom', message, params: { expected } });
    return z.NEVER;
  });

/** `10m`, in ms. */
export const durationText = parsedText(parseDuration, 'duration', '30s, 10m, 2h or 1h30m');

/** `5/10m`. */
export const rateText = parsedText(parseRate, 'rate', 'a number in a time, such as 5/10m');
