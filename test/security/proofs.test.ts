import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8');
const [faults = '', security = ''] = text.split('\n## Security\n');

interface Row {
  readonly first: string;
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
}

const rowsOf = (table: string): readonly Row[] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`test/'))
    .map((line) => {
      const cells = line.slice(2, -2).split(' | ');
      const named = (cells.at(-1) ?? '').split('; besides,')[0] ?? '';
      const proofs = named.split(' · ').map((proof) => {
        const [, file = '', title = ''] = /^`(test\/[\w./-]+)` (.+)$/.exec(proof) ?? [];
        return { file, title };
      });
      return { first: cells[0] ?? '', proofs };
    });

/** Whether the file has a test of this title, as it stands in its source. */
function isThere({ file, title }: Row['proofs'][number]): boolean {
  const path = join(ROOT, file);
  if (title === '' || !existsSync(path)) return false;
  const source = readFileSync(path, 'utf8').replaceAll("\\'", "'");
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
}

test('every fault has its row, in order', () => {
  const numbers = rowsOf(faults).map(({ first }) => Number(first));
  expect(numbers).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
});

test('every line of the security list has one', () => {
  expect(rowsOf(security)).toHaveLength(10);
});

test('every proof is a test that is there', () => {
  const proofs = [...rowsOf(faults), ...rowsOf(security)].flatMap((row) => row.proofs);
  expect(proofs.length).toBeGreaterThan(90);
  expect(proofs.filter((proof) => !isThere(proof))).toEqual([]);
});
