import { MOST_FAULTS, type Complaint } from './fault.ts';
import type { Finding } from './finding.ts';
import { keyComplaint } from './key-complaint.ts';
import { numberOrText } from './number-tags.ts';
import { DEEPEST, TOO_DEEP, unclosedAt } from './scan.ts';
import { shown } from './shown.ts';
import type { Spot } from './yaml-file.ts';

/** Hears where each part of a map or list stands. */
export type Mark = (whole: object, part: string | number, spot: Spot) => void;

interface Reading {
  readonly text: string;
  at: number;
  depth: number;
  readonly findings: Finding[];
  readonly mark: Mark | undefined;
}

/** Behind it nothing can be read. */
class Broken extends Error {}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const ENDS: ReadonlySet<string> = new Set(' \t\r\n,:[]{}"');
const [TAB, BLANK, QUOTE, SLASH] = [9, 32, 34, 92];
const WORDS: ReadonlyMap<string, unknown> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const A_VALUE = 'a value: a text in double quotes, a number, true, false, null, a list or a map';

function note(reading: Reading, offset: number, complaint: Complaint): void {
  reading.findings.push({ offset, ...complaint });
  if (reading.findings.length >= MOST_FAULTS) throw new Broken();
}

/** Something else was expected here. `open`: the bracket that is still open, if one is. */
function broken(reading: Reading, expected: string, open?: number): Broken {
  const { text, at, findings } = reading;
  if (at >= text.length && open !== undefined) findings.push(unclosedAt(text, open));
  else {
    const message = at < text.length ? `${shown(text.charAt(at))} cannot stand here` : 'The end';
    findings.push({ offset: at, message, expected });
  }
  return new Broken();
}

/** The next letter that is no blank. */
function next(reading: Reading): string {
  const { text } = reading;
  let { at } = reading;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  reading.at = at;
  return text.charAt(at);
}

/** What the escapes of a text in quotes stand for. */
function unescaped(reading: Reading, from: number, quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    const expected = String.raw`\" \\ \/ \b \f \n \r \t or \u and four digits`;
    note(reading, from, { message: 'An escape that JSON does not know', expected });
    return quoted;
  }
}

function readText(reading: Reading): string {
  const { text, at: from } = reading;
  let [end, isPlain, hasTab] = [from + 1, true, false];
  for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(end)) {
    if (code === TAB) {
      note(reading, end, { message: 'A tab', expected: String.raw`\t` });
      hasTab = true;
    } else if (!(code >= BLANK)) {
      reading.findings.push({
        offset: from,
        message: 'This quote is not closed',
        expected: 'its "',
      });
      throw new Broken();
    }
    if (code === SLASH) isPlain = false;
    end += code === SLASH ? 2 : 1;
  }
  reading.at = end + 1;
  if (isPlain || hasTab) return text.slice(from + 1, end);
  return unescaped(reading, from, text.slice(from, end + 1));
}

/** A number, or one of three words. */
function readWord(reading: Reading, open: number | undefined): unknown {
  const { text, at } = reading;
  let end = at;
  while (end < text.length && !ENDS.has(text.charAt(end))) end += 1;
  if (end === at) throw broken(reading, A_VALUE, open);
  const word = text.slice(at, end);
  reading.at = end;
  if (WORDS.has(word)) return WORDS.get(word);
  if (NUMBER.test(word)) return numberOrText(word);
  note(reading, at, { message: `${shown(word)} needs quotes`, expected: A_VALUE });
  return word;
}

/** Reads what stands between two brackets, part by part. */
function readParts(reading: Reading, close: string, readPart: (open: number) => void): void {
  const open = reading.at;
  reading.at += 1;
  if (next(reading) !== close) {
    readPart(open);
    while (next(reading) === ',') {
      reading.at += 1;
      next(reading);
      readPart(open);
    }
    if (next(reading) !== close) throw broken(reading, `a comma or ${close}`, open);
  }
  reading.at += 1;
}

function readList(reading: Reading): readonly unknown[] {
  const list: unknown[] = [];
  readParts(reading, ']', (open) => {
    const { at } = reading;
    reading.mark?.(list, list.length, { key: at, value: at });
    list.push(readValue(reading, open));
  });
  return list;
}

function readKey(reading: Reading, map: object, open: number): string {
  const { text, at } = reading;
  if (text[at] !== '"') throw broken(reading, 'a key in double quotes', open);
  const key = readText(reading);
  const complaint = keyComplaint(key, Object.hasOwn(map, key));
  if (complaint !== undefined) note(reading, at, complaint);
  if (next(reading) !== ':') throw broken(reading, 'a colon', open);
  reading.at += 1;
  next(reading);
  return key;
}

function readMap(reading: Reading): object {
  const map: Record<string, unknown> = {};
  readParts(reading, '}', (open) => {
    const { at } = reading;
    const key = readKey(reading, map, open);
    reading.mark?.(map, key, { key: at, value: reading.at });
    map[key] = readValue(reading, open);
  });
  return map;
}

function readValue(reading: Reading, open?: number): unknown {
  const letter = next(reading);
  if (letter === '"') return readText(reading);
  if (letter !== '[' && letter !== '{') return readWord(reading, open);
  if (reading.depth >= DEEPEST) {
    reading.findings.push({ offset: reading.at, ...TOO_DEEP });
    throw new Broken();
  }
  reading.depth += 1;
  const value = letter === '[' ? readList(reading) : readMap(reading);
  reading.depth -= 1;
  return value;
}

/**
 * JSON as it is written in its standard, and no key twice in one map. Numbers as in YAML: one that
 * would not print as it is written stays a text. `at`: where the value begins.
 */
export function parseJson(
  text: string,
  mark?: Mark,
): { readonly value: unknown; readonly at: number; readonly findings: readonly Finding[] } {
  const reading: Reading = { text, at: 0, depth: 0, findings: [], mark };
  next(reading);
  const { at } = reading;
  let value: unknown;
  try {
    value = readValue(reading);
    if (next(reading) !== '') throw broken(reading, 'the end of the file');
  } catch (fault) {
    if (!(fault instanceof Broken)) throw fault;
  }
  return { value, at, findings: reading.findings };
}
