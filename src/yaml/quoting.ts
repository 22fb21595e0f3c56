import type { Complaint } from './fault.ts';
import { shown } from './shown.ts';

/** What YAML keeps for itself at the beginning of a text. */
const RESERVED = /^[>|@`%]/;
/** Begins a text of several lines; all else on its line belongs into quotes. */
const HEADER = /^[>|][-+]?$/;
const QUOTES: Readonly<Record<string, string>> = {
  'double-quoted-scalar': '"',
  'single-quoted-scalar': "'",
};

const unquoted = (text: string): Complaint => ({
  message: `${shown(text)} needs quotes: YAML keeps ${text.charAt(0)} for itself`,
  expected: 'the value in quotes, such as ">= 10"',
});

/**
 * Of a token: quotes that are missing, as around `>= 10`, or are not closed. Of the header of a
 * text of several lines, `written` is the line from there on, without its comment.
 */
export function quoting(type: string | null, written: string): Complaint | undefined {
  if (type === 'block-scalar-header') return HEADER.test(written) ? undefined : unquoted(written);
  if (type === 'scalar') return RESERVED.test(written) ? unquoted(written) : undefined;
  const quote = QUOTES[type ?? ''];
  if (quote === undefined || (written.length > 1 && written.endsWith(quote))) return undefined;
  return { message: 'This quote is not closed', expected: `its ${quote}` };
}
