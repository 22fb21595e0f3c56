import { shown } from '../yaml/shown.ts';
import { parseAmount, type Unit } from './amount.ts';
import { above, atLeast, atMost, below, type Range } from './range.ts';

/** `>= 10` as the numbers that fit it. */
export interface ParsedTest {
  readonly text: string;
  readonly ranges: readonly Range[];
}

const COMPARISON = /^(>=|<=|!=|>|<)(.*)$/su;
const RANGE = /^(.+?)\.\.(.+)$/su;

const COMPARISONS: Readonly<Record<string, (bound: number) => readonly Range[]>> = {
  '>=': (bound) => [atLeast(bound)],
  '<=': (bound) => [atMost(bound)],
  '!=': (bound) => [below(bound), above(bound)],
  '>': (bound) => [above(bound)],
  '<': (bound) => [below(bound)],
};

const exactly = (bound: number): readonly Range[] => [{ from: bound, to: bound }];

function comparison(text: string, unit: Unit): ParsedTest | undefined {
  const [, sign = '', rest = ''] = COMPARISON.exec(text) ?? ['', '', text];
  const bound = parseAmount(rest, unit);
  if (bound === undefined) return undefined;
  return { text, ranges: (COMPARISONS[sign] ?? exactly)(bound) };
}

function range(text: string, unit: Unit): ParsedTest | { readonly fault: string } | undefined {
  const [, low = '', high = ''] = RANGE.exec(text) ?? [];
  const [from, to] = [parseAmount(low, unit), parseAmount(high, unit)];
  if (from === undefined || to === undefined) return undefined;
  if (from > to) return { fault: `\`${text}\` is an empty range` };
  return { text, ranges: [{ from, to }] };
}

/** `10`, `">= 10 %"`, `"3..6"`, `"!= 1"` in the unit of its word. */
export const parseNumberTest = (
  raw: string | number,
  unit: Unit,
): ParsedTest | { readonly fault: string } => {
  const text = String(raw).trim();
  return (
    range(text, unit) ?? comparison(text, unit) ?? { fault: `${shown(raw)} is no number test here` }
  );
};
