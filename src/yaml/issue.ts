import * as z from 'zod';
import { MOST_FAULTS, type Complaint } from './fault.ts';
import { unknownKeyComplaint } from './keyed.ts';
import { nearest } from './nearest.ts';
import { asMap } from './raw.ts';
import { shown } from './shown.ts';
import type { Path } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

/** A schema's issue, put into words and pointed at. */
export interface Remark {
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly complaint: Complaint;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

const listOf = (values: readonly unknown[]): string => `one of ${values.join(', ')}`;

/** What the schema wanted, when the issue says that the whole value is of another kind. */
function wanted(issue: Issue): readonly string[] | undefined {
  if (issue.path.length > 0) return undefined;
  if (issue.code === 'invalid_type') return [TYPES[issue.expected] ?? issue.expected];
  if (issue.code === 'invalid_value' && typeof issue.input !== 'string')
    return [listOf(issue.values)];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return undefined;
  const branches = issue.errors.map((issues) => issues.map(wanted));
  if (!branches.every((branch) => branch.every((kinds) => kinds !== undefined))) return undefined;
  return [...new Set(branches.flat(2).filter((kind) => kind !== undefined))];
}

const asRoot = (issue: Issue): Issue => ({ ...issue, path: [] });

// Not looked into: the names of thousands of lists would be, once for each issue.
const names = z.custom<readonly string[]>((value) => Array.isArray(value));

/** What our own schemas say of an issue. */
const PARAMS = z
  .object({
    known: names,
    elsewhere: z.object({ keys: names, belongs: z.string() }),
    among: names,
    expected: z.string(),
    near: z.string(),
  })
  .partial()
  .catch({});

/**
 * "`directon`: unknown condition" at the key (`known`); everything else at the value. What is near
 * is looked for here, among `among`, since only some of many issues are ever told.
 */
function custom(issue: z.core.$ZodIssueCustom): Remark {
  const params = PARAMS.parse(issue.params ?? {});
  const { known, elsewhere, among = [], expected } = params;
  const { path, message, input } = issue;
  const near = params.near ?? (typeof input === 'string' ? nearest(input, among) : undefined);
  if (known === undefined) return { path, on: 'value', complaint: { message, expected, near } };
  const complaint = unknownKeyComplaint(String(path.at(-1)), message, known, elsewhere);
  return { path, on: 'key', complaint };
}

function ofOther(issue: Issue): Remark {
  const { path, input } = issue;
  const kinds = wanted(asRoot(issue));
  if (kinds === undefined) {
    return { path, on: 'value', complaint: { message: `${shown(input)}: ${issue.message}` } };
  }
  const quoted = typeof input === 'number' && kinds.includes('a text') ? ' in quotes' : '';
  const expected = kinds.join(' or ') + quoted;
  if (input !== undefined) {
    return {
      path,
      on: 'value',
      complaint: { message: `${shown(input)} cannot stand here`, expected },
    };
  }
  const complaint = { message: `${shown(String(path.at(-1)))} is missing`, expected };
  return { path: path.slice(0, -1), on: 'key', complaint };
}

function ofUnion(issue: z.core.$ZodIssueInvalidUnion): readonly Remark[] {
  const { path } = issue;
  if ('options' in issue && issue.options !== undefined) {
    // A discriminated union: the path already leads to the discriminating key.
    const input = pick(issue.input, path.at(-1));
    const { message, options } = issue;
    return [oneOf({ code: 'invalid_value', path, input, message, values: options })];
  }
  // The branch that got past the kind of the value is the one that was meant.
  const branch = issue.errors.find((issues) =>
    issues.every((inner) => wanted(inner) === undefined),
  );
  if (branch === undefined || wanted(asRoot(issue)) !== undefined) return [ofOther(issue)];
  return branch
    .slice(0, MOST_FAULTS)
    .flatMap((inner) => remarksOn({ ...inner, path: [...path, ...inner.path] }));
}

const pick = (value: unknown, key: PropertyKey | undefined): unknown =>
  asMap(value).get(String(key));

/** "`upp` is not one of up, down" with the nearest; a missing one like any missing key. */
function oneOf(issue: z.core.$ZodIssueInvalidValue): Remark {
  const { path, input, values } = issue;
  if (typeof input !== 'string') return ofOther(issue);
  const near = nearest(input, values.map(String));
  const word = path.findLast((part) => typeof part === 'string');
  const message = `${shown(input)}: unknown ${word ?? 'word'}`;
  return { path, on: 'value', complaint: { message, expected: listOf(values), near } };
}

/** A schema's issue in words; a union's is told as its nearest branch sees it. */
export function remarksOn(issue: Issue): readonly Remark[] {
  if (issue.code === 'custom') return [custom(issue)];
  if (issue.code === 'invalid_value') return [oneOf(issue)];
  if (issue.code === 'invalid_union') return ofUnion(issue);
  if (issue.code === 'invalid_key') {
    const message = `${shown(issue.input)}: ${issue.issues[0]?.message ?? 'not a key'}`;
    return [{ path: issue.path, on: 'key', complaint: { message } }];
  }
  return [ofOther(issue)];
}
