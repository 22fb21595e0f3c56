import { z } from 'zod';
import type { ViEvent } from '../vi/event.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { shown } from '../yaml/shown.ts';
import { parseAmount, type Unit } from './amount.ts';
import { condition } from './condition.ts';
import { showNumber } from './show-number.ts';

interface NumberTest {
  readonly text: string;
  readonly holds: (value: number) => boolean;
}

type Parsed = NumberTest | { readonly fault: string };

const COMPARISON = /^(>=|<=|!=|>|<)(.*)$/su;
const RANGE = /^(.+?)\.\.(.+)$/su;

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '>=': (value, bound) => value >= bound,
  '<=': (value, bound) => value <= bound,
  '!=': (value, bound) => value !== bound,
  '>': (value, bound) => value > bound,
  '<': (value, bound) => value < bound,
};

function comparison(text: string, unit: Unit): Parsed | undefined {
  const [, sign = '', rest = ''] = COMPARISON.exec(text) ?? ['', '', text];
  const bound = parseAmount(rest, unit);
  if (bound === undefined) return undefined;
  const compare = COMPARISONS[sign];
  return {
    text,
    holds: (value) => (compare === undefined ? value === bound : compare(value, bound)),
  };
}

function range(text: string, unit: Unit): Parsed | undefined {
  const [, low = '', high = ''] = RANGE.exec(text) ?? [];
  const [from, to] = [parseAmount(low, unit), parseAmount(high, unit)];
  if (from === undefined || to === undefined) return undefined;
  if (from > to) return { fault: `\`${text}\` is an empty range` };
  return { text, holds: (value) => value >= from && value <= to };
}

const expectedFor = ({ suffix, large }: Unit): string => {
  const scaled = large ? `, "1억 5000만${suffix}"` : '';
  return `a number test such as 10, ">= 10${suffix}", "< 5", "!= 1", "3..6${suffix}"${scaled}`;
};

/** `10`, `">= 10 %"`, `"3..6"`, `"!= 1"` in the unit of its word. */
export const parseNumberTest = (raw: string | number, unit: Unit): Parsed => {
  const text = String(raw).trim();
  return (
    range(text, unit) ?? comparison(text, unit) ?? { fault: `${shown(raw)} is no number test here` }
  );
};

/** The schema of a word that tests a number: one test, or a list of which one must hold. */
export const numberTest = (
  description: string,
  unit: Unit,
  read: (event: ViEvent) => number | undefined,
) => {
  const one = z.union([z.number(), z.string()]).transform((raw, context): NumberTest => {
    const parsed = parseNumberTest(raw, unit);
    if (!('fault' in parsed)) return parsed;
    const params = { expected: expectedFor(unit) };
    context.addIssue({ code: 'custom', message: parsed.fault, params, input: raw });
    return z.NEVER;
  });
  return oneOrMany(one)
    .transform((tests) =>
      condition({
        test: tests.map(({ text }) => text).join(', '),
        read,
        holds: (value) => tests.some((test) => test.holds(value)),
        show: (value) => showNumber(value, unit),
      }),
    )
    .meta({ description });
};
