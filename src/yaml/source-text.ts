import { sentence, type Complaint, type Fault, type Place } from './fault.ts';
import { maskSecrets } from './secrets.ts';

// A line beyond this helps nobody, and masking it for each of its faults would take minutes.
const LONGEST_LINE = 2000;

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 1024 * 1024;

/** A text file with its line starts, so that any offset can be named as line and column. */
export interface SourceText {
  /** As it is shown: `config/rules.yaml`. */
  readonly file: string;
  /** Without a byte order mark, composed (NFC): a name typed on a Mac is still the same name. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly starts: readonly number[];
}

/** Finds the line starts, so that any offset has a place. */
export function sourceText(file: string, text: string): SourceText {
  const rows = text.split('\n');
  let next = 0;
  const starts = rows.map((row) => {
    const start = next;
    next += row.length + 1;
    return start;
  });
  return { file, text, lines: rows.map((row) => row.replace(/\r$/, '')), starts };
}

/** Where the offset lies. */
export function placeOf(source: SourceText, offset: number): Place {
  let [low, high] = [0, source.starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - (source.starts[low] ?? 0)) + 1 };
}

/** The complaint at that place of the file. */
export function faultAt(source: SourceText, offset: number, complaint: Complaint): Fault {
  const place = placeOf(source, offset);
  const line = source.lines[place.line - 1] ?? '';
  return {
    file: source.file,
    ...place,
    message: maskSecrets(sentence(complaint)),
    expected: complaint.expected,
    near: complaint.near,
    source: line.length > LONGEST_LINE ? '' : maskSecrets(line),
  };
}
