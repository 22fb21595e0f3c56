import { expect, test } from 'vitest';
import type { Window } from '../../src/channel/channel.ts';
import { capacity, shortest } from '../../src/deliver/capacity.ts';

const window = (count: number, ms: number, scope = 'chat'): Window => ({ scope, count, ms });
const GROUP = [window(1, 1_000), window(20, 60_000), window(30, 1_000, 'bot')];

test.each([
  ['a window holds as many', [window(3, 1_000)], 'reply', 1_000, 3],
  ['twice its time, twice as many', [window(3, 1_000)], 'reply', 2_000, 6],
  ['one that is begun counts whole', [window(3, 1_000)], 'reply', 2_001, 9],
  ['but for what a narrower one allows', GROUP, 'reply', 65_000, 25],
  ['alerts of a group in 150 s', GROUP, 'alert', 150_000, 54],
  ['less than its time, still as many', [window(3, 1_000)], 'reply', 10, 3],
  ['alerts leave a tenth of a wide one', [window(20, 60_000)], 'alert', 60_000, 18],
  ['but not of one that opens again at once', [window(20, 2_000)], 'alert', 2_000, 20],
  ['2 s are at once, more is not', [window(20, 2_001)], 'alert', 2_001, 18],
  ['edits leave four tenths', [window(20, 1_000)], 'edit', 1_000, 12],
  ['a window of ten is wide', [window(10, 60_000)], 'alert', 60_000, 9],
  ['one of nine is not', [window(9, 1_000)], 'edit', 1_000, 9],
  ['of several the narrowest counts', [window(9, 1_000), window(2, 500)], 'reply', 1_000, 4],
  ['without any there is no end', [], 'reply', 1_000, Infinity],
] as const)('capacity: %s', (...[, windows, use, ms, count]) => {
  expect(capacity(windows, use, ms)).toBe(count);
});

test.each([
  ['nothing takes no time', GROUP, 'reply', 0, 0],
  ['nor does one', GROUP, 'reply', 1, 0],
  ['a window that is just full is no wait', [window(3, 1_000)], 'reply', 3, 0],
  ['one more waits for the next', [window(3, 1_000)], 'reply', 4, 1_000],
  ['20 to a chat', [window(1, 1_000)], 'reply', 20, 19_000],
  ['45 to a group', GROUP, 'reply', 45, 124_000],
  ['45 alerts to a group, which leave a tenth', GROUP, 'alert', 45, 128_000],
  ['600 from a bot', [window(30, 1_000)], 'reply', 600, 19_000],
  ['the slowest window counts', [window(2, 1_000), window(1, 900)], 'reply', 3, 1_800],
  ['without windows all go at once', [], 'reply', 1_000, 0],
] as const)('the shortest time: %s', (...[, windows, use, count, ms]) => {
  expect(shortest(windows, use, count)).toBe(ms);
});
