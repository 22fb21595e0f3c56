import type { YAMLError } from 'yaml';
import type { Complaint } from './fault.ts';

const KEY_AND_VALUE = 'a key, a colon, a blank and its value';
const BESIDE = 'keys of one map, and items of one list, each below the other';

/** What to do about what the parser found. */
const EXPECTED: readonly (readonly [said: RegExp, expected: string])[] = [
  [/^Implicit (map )?keys/, KEY_AND_VALUE],
  [/^Nested mappings/, 'one key a line; a text that holds a colon in quotes: "a: b"'],
  [/must start at the same column$|^Sequence item without/, BESIDE],
];

/** What the parser says, with what to do about it. */
export function parserComplaint({ code, message }: YAMLError): Complaint {
  if (code === 'MULTIPLE_DOCS') {
    return { message: 'A second document begins here', expected: 'one document a file' };
  }
  return { message, expected: EXPECTED.find(([said]) => said.test(message))?.[1] };
}
