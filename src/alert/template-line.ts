import type { Complaint } from '../yaml/fault.ts';
import { unknownName } from '../yaml/known-name.ts';
import { FIELD_NAMES, fieldOf, type Field } from './template-fields.ts';
import { FILTER_NAMES, isFilter, type FilterName } from './template-filters.ts';

/** What a line is made of. A section vanishes when a value in it is missing. */
export type Part =
  | { readonly is: 'text'; readonly text: string }
  | {
      readonly is: 'value';
      readonly name: string;
      readonly field: Field;
      readonly filter: FilterName | undefined;
    }
  | { readonly is: 'section'; readonly parts: readonly Part[] };

/** What is wrong at `index` of the line. */
interface Flaw {
  readonly index: number;
  readonly complaint: Complaint;
}

export interface Line {
  readonly parts: readonly Part[];
  readonly flaws: readonly Flaw[];
}

// An escaped bracket, a section, a value, a bracket alone, or what stands between them.
const TOKEN =
  /\\([\\[\]{}])|\[((?:\\.|[^\\[\]])*)\]|\{([^{}[\]]*)\}|([[\]{}])|(?:[^\\[\]{}]+|\\)/gu;

const ESCAPE = 'a backslash prints a bracket: \\[ \\] \\{ \\}';

const bracketComplaint = (bracket: string): Complaint => {
  const opens = bracket === '[' || bracket === '{';
  const message = opens
    ? `This ${bracket} is not closed on its line`
    : `This ${bracket} closes nothing`;
  return { message, expected: ESCAPE };
};

/** Why a filter cannot stand behind this field. */
function filterComplaint(name: string, field: Field, filter: string): Complaint | undefined {
  if (field.is === 'text') return { message: `\`${name}\` is a text: it takes no filter` };
  return isFilter(filter) ? undefined : unknownName('filter', filter, FILTER_NAMES);
}

/** `price|won`. */
function readValue(inner: string): Part | Complaint {
  const [name, filter] = inner.split(/\|(.*)/u, 2).map((word) => word.trim());
  const field = fieldOf(name ?? '');
  if (name === undefined || field === undefined)
    return unknownName('field', name ?? '', FIELD_NAMES);
  const complaint = filter === undefined ? undefined : filterComplaint(name, field, filter);
  if (complaint !== undefined) return complaint;
  const known = filter !== undefined && isFilter(filter) ? filter : undefined;
  return { is: 'value', name, field, filter: known };
}

const only = (part: Part): Line => ({ parts: [part], flaws: [] });
const text = (written: string): Part => ({ is: 'text', text: written });

/** Brackets around no value are ordinary ones: `[속보]`. */
function section({ parts, flaws }: Line): Line {
  if (flaws.length > 0 || parts.some(({ is }) => is === 'value')) {
    return { parts: [{ is: 'section', parts }], flaws };
  }
  return { parts: [text('['), ...parts, text(']')], flaws };
}

function readToken(token: RegExpExecArray, from: number): Line {
  const { 0: whole, 1: escaped, 2: bracketed, 3: braced, 4: bracket } = token;
  const index = from + token.index;
  if (bracketed !== undefined) return section(readLine(bracketed, index + 1));
  if (bracket !== undefined) {
    return { parts: [], flaws: [{ index, complaint: bracketComplaint(bracket) }] };
  }
  if (braced === undefined) return only(text(escaped ?? whole));
  const value = readValue(braced);
  return 'is' in value ? only(value) : { parts: [], flaws: [{ index, complaint: value }] };
}

/** Reads one line of a template, or the inside of a section that begins at `from`. */
export function readLine(line: string, from = 0): Line {
  const read = [...line.matchAll(TOKEN)].map((token) => readToken(token, from));
  return {
    parts: read.flatMap(({ parts }) => parts),
    flaws: read.flatMap(({ flaws }) => flaws),
  };
}
