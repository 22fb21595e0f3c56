import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { decodeHistoryRow } from '../../src/decode/decode-history-row.ts';
import type { DecodedRow } from '../../src/decode/decode-frame.ts';
import { at, trackerAt } from './tracker-at.ts';

const readFixture = (file: string): string =>
  readFileSync(new URL(`../fixtures/frames/${file}`, import.meta.url), 'utf8').trim();

const frames = (file: string): readonly (readonly DecodedRow[])[] =>
  readFixture(file).split('\n').map(decodeFrame);

test.each([
  ['live-047920-opening-auction.jsonl', '09:00:13', ['047920 trigger krx', '047920 trigger nxt']],
  ['live-078860-dynamic-down.jsonl', '11:46:02', ['078860 trigger krx']],
  // The trigger came on the merged copy alone: its venue is named by the release.
  [
    'live-109670-static-up.jsonl',
    '11:43:59',
    ['109670 trigger unknown', '109670 named krx', '109670 release krx'],
  ],
  ['official-sample.jsonl', '11:17:03', ['005930 trigger krx', '005930 release krx']],
])('%s', async (file, heardAt, expected) => {
  const { tracker, clock, told, words } = trackerAt(at(heardAt), new Map());
  for (const rows of [...frames(file), ...frames(file)]) {
    for (const row of rows)
      if (row.is === 'reading') tracker.hear(row.reading, clock.now(), 'feed');
    await clock.advance(1000);
  }
  expect(told.map(({ episode }, index) => `${episode.stock} ${words()[index]}`)).toEqual(expected);
});

test('what ka10054 tells is late, and repeats add nothing', () => {
  const { tracker, clock, told, words } = trackerAt(at('17:30:00'));
  const rows = (JSON.parse(readFixture('ka10054-rows.json')) as unknown[]).map(decodeHistoryRow);
  for (const row of [...rows, ...rows]) {
    if (row.is === 'reading') tracker.hear(row.reading, clock.now(), 'catch-up');
  }
  expect(words()).toEqual([
    'trigger krx',
    'trigger krx',
    'release krx',
    'trigger nxt',
    'release nxt',
  ]);
  expect(told.every((output) => output.is === 'event' && output.event.source === 'catch-up')).toBe(
    true,
  );
});
