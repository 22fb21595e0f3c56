import type { Fault } from './fault.ts';

const SHOWN = 120;
// Hangul, CJK and full-width forms take two cells of a terminal.
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

/** Blanks as wide as the text; a tab stays a tab, so that the caret meets its column. */
const blanksFor = (text: string): string =>
  Array.from(text, (char) => {
    if (char === '\t') return char;
    return WIDE.test(char) ? '  ' : ' ';
  }).join('');

/** The part of a long line that holds the column. */
const startOf = (column: number): number => (column > SHOWN ? column - SHOWN / 2 : 0);

/** `config/rules.yaml:12:7: what is wrong`: one line, for logs and chat. */
const faultLine = (fault: Fault): string =>
  `${fault.file}:${fault.line}:${fault.column}: ${fault.message}`;

/** The fault with its source line, a caret and what was expected; no line end at its end. */
export function printFault(fault: Fault): string {
  const expected = fault.expected === undefined ? [] : [`  expected ${fault.expected}`];
  if (fault.source === '') return [faultLine(fault), ...expected].join('\n');
  const from = startOf(fault.column);
  const number = String(fault.line);
  const margin = ' '.repeat(number.length);
  const before = fault.source.slice(from, fault.column - 1);
  return [
    faultLine(fault),
    `  ${number} | ${fault.source.slice(from, from + SHOWN)}`,
    `  ${margin} | ${blanksFor(before)}^`,
    ...expected,
  ].join('\n');
}
