import { z } from 'zod';
import { parseDuration, parseRate } from '../vi/duration.ts';
import { shown } from './shown.ts';

/** A schema for texts that `parse` understands; `expected` tells what it understands. */
export const parsedText = <T>(
  parse: (text: string) => T | undefined,
  what: string,
  expected: string,
) =>
  z.string().transform((text, context): T => {
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    const message = `${shown(text)} is no ${what}`;
    context.addIssue({ code: 'custom', message, params: { expected } });
    return z.NEVER;
  });

/** `10m`, in ms. */
export const durationText = parsedText(parseDuration, 'duration', '30s, 10m, 2h or 1h30m');

/** `5/10m`. */
export const rateText = parsedText(parseRate, 'rate', 'a number in a time, such as 5/10m');
