import { expect, test } from 'vitest';
import { parseDuration, parseRate, writeDuration } from '../../src/vi/duration.ts';

test.for<[text: string, ms: number | undefined]>([
  ['10s', 10_000],
  ['30m', 1_800_000],
  ['2h', 7_200_000],
  ['1h30m', 5_400_000],
  ['1h30m5s', 5_405_000],
  [' 90m ', 5_400_000],
  ['0m', undefined],
  ['', undefined],
  ['10', undefined],
  ['m', undefined],
  ['-5m', undefined],
  ['+5m', undefined],
  ['5m1h', undefined],
  ['1.5h', undefined],
  ['30 m', undefined],
  ['30분', undefined],
])('"%s" lasts %s ms', ([text, ms]) => {
  expect(parseDuration(text)).toBe(ms);
});

test.for<[ms: number, text: string]>([
  [10_000, '10s'],
  [1_800_000, '30m'],
  [5_405_000, '1h30m5s'],
  [86_399_000, '23h59m59s'],
  [7_200_000, '2h'],
])('%s ms are written "%s"', ([ms, text]) => {
  expect(writeDuration(ms)).toBe(text);
  expect(parseDuration(text)).toBe(ms);
});

test.for<[text: string, rate: { count: number; ms: number } | undefined]>([
  ['5/10m', { count: 5, ms: 600_000 }],
  ['20/1m', { count: 20, ms: 60_000 }],
  ['1/1h30m', { count: 1, ms: 5_400_000 }],
  ['0/10m', undefined],
  ['5/0m', undefined],
  ['5/10', undefined],
  ['/10m', undefined],
  ['5', undefined],
  ['', undefined],
])('"%s" is the rate %o', ([text, rate]) => {
  expect(parseRate(text)).toEqual(rate);
});
