import { readFileSync, readdirSync } from 'node:fs';
import { decodeFrame, type DecodedRow } from '../../src/decode/decode-frame.ts';
import type { Reading } from '../../src/vi/event.ts';
import { ORDINARY } from '../helpers/frames.ts';

const folder = new URL('../fixtures/frames/', import.meta.url);

/** Every recorded frame of one file, or of all. */
export const recorded = (file?: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && (file === undefined || name === file))
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'));

export const historyRows = (): readonly Record<string, string>[] =>
  JSON.parse(readFileSync(new URL('ka10054-rows.json', folder), 'utf8')) as Record<
    string,
    string
  >[];

/** A whole row of 씨싸이트's static VI, as recorded, with other values where given. */
export const rowOf = (
  values: Readonly<Record<string, unknown>> = {},
  item: unknown = '109670',
) => ({
  type: '1h',
  name: 'VI발동/해제',
  item,
  values: {
    ...ORDINARY,
    '9001': '109670',
    '302': '씨싸이트',
    '14': '19',
    '1223': '114359',
    '1224': '000000',
    ...values,
  },
});

export const frameOf = (...rows: readonly unknown[]): string =>
  JSON.stringify({ trnm: 'REAL', data: rows });

export const decodeOne = (row: unknown): DecodedRow => decodeFrame(frameOf(row))[0]!;

/** The reading of one row that must be readable. */
export function readingOf(row: unknown): Reading {
  const decoded = decodeOne(row);
  if (decoded.is !== 'reading') throw new Error(`no reading: ${JSON.stringify(decoded)}`);
  return decoded.reading;
}
