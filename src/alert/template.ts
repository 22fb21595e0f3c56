import type { Complaint } from '../yaml/fault.ts';
import { FIELD_NAMES, fieldOf } from './template-fields.ts';
import { FILTER_NAMES } from './template-filters.ts';
import { readLine, type Part } from './template-line.ts';

/** A template of `rules.yaml`: no code, only values in their places. */
export interface Template {
  readonly lines: readonly (readonly Part[])[];
}

/** What is wrong with it, at `index` of `line`. */
export interface TemplateFault extends Complaint {
  readonly line: string;
  readonly index: number;
}

/** What came of reading a template. */
export interface ParsedTemplate {
  readonly faults: readonly TemplateFault[];
  /** Only without a fault. */
  readonly template?: Template;
}

const LONGEST = 1_000;
const MOST_LINES = 12;

const EMPTY_FIRST: Complaint = {
  message: 'The first line may come out empty: it is all that a locked phone shows',
  expected: 'a word, or a value that every alert has, such as {name}',
};

/** Whether the line says something whatever is missing. */
const isSure = (parts: readonly Part[]): boolean =>
  parts.some((part) => {
    if (part.is === 'text') return part.text.trim() !== '';
    return part.is === 'value' && part.field.is === 'text' && part.field.always;
  });

function boundComplaint(written: string, lines: readonly string[]): Complaint | undefined {
  if (written.length > LONGEST) return { message: `A template has at most ${LONGEST} letters` };
  if (lines.length <= MOST_LINES) return undefined;
  return { message: `A template has at most ${MOST_LINES} lines` };
}

/** Reads a template: everything that is wrong with it, or what it is made of. */
export function parseTemplate(written: string): ParsedTemplate {
  const lines = written.trimEnd().split('\n');
  const [first = ''] = lines;
  const atFirst = (complaint: Complaint): ParsedTemplate => ({
    faults: [{ ...complaint, line: first, index: 0 }],
  });
  const bound = boundComplaint(written, lines);
  if (bound !== undefined) return atFirst(bound);
  const read = lines.map((line) => ({ line, ...readLine(line) }));
  const faults = read.flatMap(({ line, flaws }) =>
    flaws.map(({ index, complaint }) => ({ ...complaint, line, index })),
  );
  if (faults.length > 0) return { faults };
  if (!isSure(read[0]?.parts ?? [])) return atFirst(EMPTY_FIRST);
  return { faults, template: { lines: read.map(({ parts }) => parts) } };
}

/** What may stand in a template, for editors. */
export const TEMPLATE_HELP = [
  'A message of your own, without code. {price|won} places a value;',
  '[거래대금 {turnover|억}] vanishes when a value in it is missing.',
  `Values: ${FIELD_NAMES.map((name) => `{${name}} ${fieldOf(name)?.about}`).join('; ')}.`,
  `Filters, for numbers: ${FILTER_NAMES.join(', ')}.`,
].join(' ');
