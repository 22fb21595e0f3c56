import { readFileSync, readdirSync } from 'node:fs';
import { decodeFrame, type DecodedRow } from '../../src/decode/decode-frame.ts';
import type { Reading } from '../../src/vi/event.ts';

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
    '9001': '109670',
    '302': '씨싸이트',
    '13': '5063',
    '14': '19',
    '9068': '1',
    '9008': '101',
    '9075': '1',
    '1221': '3860',
    '1223': '114359',
    '1224': '000000',
    '1225': '정적',
    '1236': '3490',
    '1237': '0',
    '1238': '+10.60',
    '1239': '0.00',
    '1489': '+10.60',
    '1490': '1',
    '9069': '1',
    '1279': '+정적',
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
