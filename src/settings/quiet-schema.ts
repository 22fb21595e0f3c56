import * as z from 'zod';
import { parseWindow } from '../vi/time-window.ts';
import { keyed } from '../yaml/keyed.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { parsedText } from '../yaml/parsed-text.ts';
import type { Quiet } from './settings.ts';

const hours = parsedText(
  (text) => {
    const window = parseWindow(text);
    return window?.from === window?.to ? undefined : window;
  },
  'span of hours',
  'hours such as "22:00-07:00"',
).meta({ pattern: String.raw`^\s*\d{1,2}:\d{2}(:\d{2})?\s*-\s*\d{1,2}:\d{2}(:\d{2})?\s*$` });

const time = oneOrMany(hours);

const detailed = keyed('key of quiet', {
  time: time.meta({ description: 'Korean time; "22:00-07:00" goes on after midnight.' }),
  high: z
    .enum(['silent', 'through'])
    .optional()
    .meta({ description: 'through: alerts of rules with priority high ring all the same.' }),
});

/** Hours in which everything arrives without a sound: `"22:00-07:00"`, or with more to say. */
export const quietSchema = z
  .union([
    time.transform((windows): Quiet => ({ time: windows, high: 'silent' })),
    detailed.transform(({ time: windows, high = 'silent' }): Quiet => ({ time: windows, high })),
  ])
  .meta({
    description:
      'Hours in which everything arrives without a sound: "22:00-07:00", or { time: ..., high: through }.',
  });
