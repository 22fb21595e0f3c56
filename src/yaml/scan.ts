import { CST, Lexer } from 'yaml';
import { MOST_FAULTS, type Complaint } from './fault.ts';
import type { Finding } from './finding.ts';
import { quoting } from './quoting.ts';
import { shown } from './shown.ts';

/** Deeper nesting is refused before the parser, which recurses, sees the text. */
export const DEEPEST = 32;
const WIDEST_INDENT = 100;

interface State {
  /** Where the open brackets stand. */
  readonly open: number[];
  /** Indicators since the line or, in brackets, the entry began. */
  indicators: number;
  indent: number;
}

const REFUSED: Readonly<Record<string, Complaint>> = {
  alias: {
    message: 'An alias is not read here',
    expected: 'the value itself, written out; a text that begins with * in quotes: "*스팩*"',
  },
  anchor: { message: 'An anchor is not read here', expected: 'the value alone' },
  tag: {
    message: 'A tag is not read here',
    expected: 'the value alone; what begins with ! in quotes: "!= 1"',
  },
};

/** It could abort a parser beyond catching (reliability.md, Security). */
export const TOO_DEEP: Complaint = {
  message: 'Nested too deeply',
  expected: `at most ${DEEPEST} levels and ${WIDEST_INDENT} columns of indentation`,
};

const COMMA: Complaint = { message: 'A comma with nothing before it', expected: 'a value' };
const OPENERS: ReadonlySet<string> = new Set(['comma', 'flow-seq-start', 'flow-map-start']);
const BLANKS: ReadonlySet<string> = new Set(['space', 'newline', 'comment']);

/** Tokens without a text. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END]);

const TAB: Complaint = { message: 'A tab', expected: 'spaces' };

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** What moves the depth; every other token leaves it. */
function step(state: State, type: string | null, token: string, offset: number): void {
  if (type === 'newline') Object.assign(state, { indicators: 0, indent: 0 });
  if (type === 'space' && state.indicators === 0) state.indent = token.length;
  if (type === 'comma') state.indicators = 0;
  if (type === 'flow-seq-start' || type === 'flow-map-start') state.open.push(offset);
  if (type === 'flow-seq-end' || type === 'flow-map-end') state.open.pop();
  if (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind')
    state.indicators += 1;
}

function directive(token: string): Complaint | undefined {
  if (/^%YAML\s+1\.2\s*$/.test(token)) return undefined;
  return {
    message: `${shown(token.trim())} is not read here`,
    expected: 'no directive, or %YAML 1.2',
  };
}

function complaintAbout(state: State, type: string | null, token: string): Complaint | undefined {
  if (type === 'directive-line') return directive(token);
  if (state.open.length > DEEPEST || state.indicators > DEEPEST) return TOO_DEEP;
  const blank = type === 'space' || type === 'newline' || type === 'comment';
  if (!blank && state.open.length === 0 && state.indent > WIDEST_INDENT) return TOO_DEEP;
  if (type === 'space' && token.includes('\t')) return TAB;
  return REFUSED[type ?? ''];
}

/** The token; of the header of a text of several lines, its line without the comment. */
function writtenAt(text: string, offset: number, type: string | null, token: string): string {
  if (type !== 'block-scalar-header') return token;
  const end = text.indexOf('\n', offset);
  const line = text.slice(offset, end < 0 ? undefined : end);
  return (line.split(' #', 1)[0] ?? '').trimEnd();
}

/** The bracket that stands there is not closed where what it is in ends. */
export function unclosedAt(text: string, offset: number): Finding {
  const bracket = text[offset] ?? '';
  const expected = `its ${CLOSERS[bracket] ?? ''}`;
  return { offset, message: `This ${bracket} is not closed`, expected };
}

/** The innermost bracket that is still open. */
function unclosed(text: string, { open }: State): readonly Finding[] {
  const offset = open.pop();
  if (offset === undefined) return [];
  open.length = 0;
  return [unclosedAt(text, offset)];
}

/** Finds commas that end nothing: the parser takes seconds for a file of them. */
function commaWatch(): (type: string | null) => Complaint | undefined {
  let isEmpty = false;
  return (type) => {
    const stray = isEmpty && type === 'comma';
    if (!BLANKS.has(type ?? '')) isEmpty = OPENERS.has(type ?? '');
    return stray ? COMMA : undefined;
  };
}

/**
 * Reads only the tokens: finds what must not reach the parser (deep nesting, thousands of stray
 * commas), what is never read (aliases, anchors, tags, directives, tabs outside quotes and
 * comments), and what the parser would only notice further on (brackets and quotes that are not
 * closed). It ends at the first nesting fault, or when there are as many as are told.
 */
export function scan(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  const state: State = { open: [], indicators: 0, indent: 0 };
  const commas = commaWatch();
  const quotes = (type: string | null, token: string): Complaint | undefined =>
    quoting(type, writtenAt(text, offset, type, token));
  let offset = 0;
  let scalarNext = false;
  for (const token of new Lexer().lex(text)) {
    const type = scalarNext ? 'scalar' : CST.tokenType(token);
    scalarNext = token === CST.SCALAR && !scalarNext;
    if (token === CST.FLOW_END) findings.push(...unclosed(text, state));
    if (MARKS.has(token) || scalarNext) continue;
    step(state, type, token, offset);
    const complaint = commas(type) ?? complaintAbout(state, type, token) ?? quotes(type, token);
    if (complaint !== undefined) findings.push({ offset, ...complaint });
    if (complaint === TOO_DEEP || findings.length >= MOST_FAULTS) return findings;
    offset += token.length;
  }
  return [...findings, ...unclosed(text, state)];
}
