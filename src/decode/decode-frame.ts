import type { Reading } from '../vi/event.ts';
import { readRow, type Unreadable } from './read-row.ts';

/** What one row of a frame, or a frame without rows, turned out to be. */
export type DecodedRow =
  | { readonly is: 'reading'; readonly reading: Reading }
  /** Nothing of ours: PING, an answer, another type. */
  | { readonly is: 'ignored'; readonly why: 'not REAL' | 'no data' | 'another type' }
  /** `row`: the beginning of what came, as JSON. */
  | {
      readonly is: 'malformed';
      readonly why: 'not JSON' | 'not a frame' | 'not a row' | Unreadable;
      readonly row: string;
    };

const VI_TYPE = '1h';
const LONGEST_ROW = 500;

type Parsed = Readonly<Record<string, unknown>>;

// Three guards by hand: a schema took three times as long as all the rest of a frame.
const isMap = (value: unknown): value is Parsed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFrame = (value: unknown): value is { trnm: string; data?: readonly unknown[] | null } =>
  isMap(value) &&
  typeof value['trnm'] === 'string' &&
  (value['data'] == null || Array.isArray(value['data']));

/** A row without a usable item or values is told apart by what it lacks: readRow says which. */
const isRow = (row: unknown): row is { type: string; item?: unknown; values?: unknown } =>
  isMap(row) && typeof row['type'] === 'string';

const beginningOf = (text: string): string => text.slice(0, LONGEST_ROW).toWellFormed();

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value ?? null);
  } catch {
    // What was nested deep enough to parse may be too deep to print.
    return '(nested too deep to show)';
  }
}

/** Tells a reading from what could not be read; `row` is what came. */
export function decoded(read: Reading | Unreadable, row: unknown): DecodedRow {
  return typeof read === 'string'
    ? { is: 'malformed', why: read, row: beginningOf(jsonOf(row)) }
    : { is: 'reading', reading: read };
}

function decodeRow(row: unknown): DecodedRow {
  if (!isRow(row)) return { is: 'malformed', why: 'not a row', row: beginningOf(jsonOf(row)) };
  const { type, item, values } = row;
  if (type !== VI_TYPE) return { is: 'ignored', why: 'another type' };
  return decoded(readRow(typeof item === 'string' ? item : '', isMap(values) ? values : {}), row);
}

/**
 * Reads one websocket message of Kiwoom's. Never throws: what cannot be read is returned as
 * `malformed`, row by row, so that one bad row takes no other with it.
 */
export function decodeFrame(text: string): readonly DecodedRow[] {
  const json = parseJson(text);
  if (json === undefined) return [{ is: 'malformed', why: 'not JSON', row: beginningOf(text) }];
  const frame = json.value;
  if (!isFrame(frame)) return [{ is: 'malformed', why: 'not a frame', row: beginningOf(text) }];
  if (frame.trnm !== 'REAL') return [{ is: 'ignored', why: 'not REAL' }];
  const rows = frame.data ?? [];
  return rows.length === 0 ? [{ is: 'ignored', why: 'no data' }] : rows.map(decodeRow);
}
