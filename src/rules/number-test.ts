import { shown } from '../yaml/shown.ts';
import { parseMeasure, type Measure } from './measure.ts';
import { above, atLeast, atMost, below, type Range } from './range.ts';

/** `>= 10` as the numbers that fit it. */
export interface ParsedTest {
  readonly text: string;
  readonly ranges: readonly Range[];
}

const BETWEEN = '..';

/** By their signs, longer ones first. */
const COMPARISONS: Readonly<Record<string, (bound: number) => readonly Range[]>> = {
  '>=': (bound) => [atLeast(bound)],
  '<=': (bound) => [atMost(bound)],
  '!=': (bound) => [below(bound), above(bound)],
  '>': (bound) => [above(bound)],
  '<': (bound) => [below(bound)],
};

const exactly = (bound: number): readonly Range[] => [{ from: bound, to: bound }];

function comparison(text: string, measure: Measure): ParsedTest | undefined {
  const sign = Object.keys(COMPARISONS).find((one) => text.startsWith(one)) ?? '';
  const bound = parseMeasure(text.slice(sign.length), measure);
  if (bound === undefined) return undefined;
  return { text, ranges: (COMPARISONS[sign] ?? exactly)(bound) };
}

function range(
  text: string,
  measure: Measure,
): ParsedTest | { readonly fault: string } | undefined {
  const at = text.indexOf(BETWEEN);
  if (at < 0) return undefined;
  const from = parseMeasure(text.slice(0, at), measure);
  const to = parseMeasure(text.slice(at + BETWEEN.length), measure);
  if (from === undefined || to === undefined) return undefined;
  if (from > to) return { fault: `\`${text}\` is an empty range` };
  return { text, ranges: [{ from, to }] };
}

/** `10`, `">= 10 %"`, `"3..6"`, `"!= 1"` as its word measures. */
export const parseNumberTest = (
  raw: string | number,
  measure: Measure,
): ParsedTest | { readonly fault: string } => {
  const text = String(raw).trim();
  return (
    range(text, measure) ??
    comparison(text, measure) ?? { fault: `${shown(raw)} is no number test here` }
  );
};
