import * as z from 'zod';
import type { ViEvent } from '../vi/event.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import type { NumberName, NumberTest } from './condition.ts';
import { showMeasure, type Measure } from './measure.ts';
import { parseNumberTest, type ParsedTest } from './number-test.ts';
import { isWithin } from './range.ts';
import type { Word } from './word.ts';

export interface NumberWord extends Word<NumberTest> {
  /** `undefined`: the event lacks it. */
  readonly read: (event: ViEvent) => number | undefined;
}

interface Parts {
  readonly word: NumberName;
  readonly description: string;
  readonly unit: Measure;
  readonly read: (event: ViEvent) => number | undefined;
}

const expectedFor = (unit: Measure): string => {
  if (unit === 'duration') return 'a test of a time such as "<= 10m", "> 1h", "5m..30m"';
  const { suffix, large } = unit;
  const scaled = large ? `, "1억 5000만${suffix}"` : '';
  return `a number test such as 10, ">= 10${suffix}", "< 5", "!= 1", "3..6${suffix}"${scaled}`;
};

const TIME = String.raw`(?=\d)(\d{1,4}h)?(\d{1,5}m)?(\d{1,6}s)?`;

/** For editors: a bare number is no time. */
const FOR_EDITORS = {
  type: 'string',
  pattern: String.raw`^\s*((>=|<=|!=|>|<)?\s*${TIME}|${TIME}\s*\.\.\s*${TIME})\s*$`,
};

const written = (unit: Measure) => {
  const schema = z.union([z.number(), z.string()]);
  return unit === 'duration' ? schema.meta(FOR_EDITORS) : schema;
};

const oneTest = (unit: Measure) =>
  written(unit).transform((raw, context): ParsedTest => {
    const parsed = parseNumberTest(raw, unit);
    if (!('fault' in parsed)) return parsed;
    const params = { expected: expectedFor(unit) };
    context.addIssue({ code: 'custom', message: parsed.fault, params, input: raw });
    return z.NEVER;
  });

/** The word that tests a number: one test, or a list of which one must hold. */
export const numberWord = ({ word, description, unit, read }: Parts): NumberWord => ({
  read,
  schema: () =>
    oneOrMany(oneTest(unit))
      .transform((tests): NumberTest => ({
        is: 'number',
        word,
        test: tests.map(({ text }) => text).join(', '),
        ranges: tests.flatMap(({ ranges }) => ranges),
      }))
      .meta({ description }),
  holds(test, event) {
    const value = read(event);
    return value === undefined ? undefined : isWithin(test.ranges, value);
  },
  seen(event) {
    const value = read(event);
    return value === undefined ? undefined : showMeasure(value, unit);
  },
});
