import { describe, expect, test } from 'vitest';
import { simulate } from './run.ts';

const SEEDS = 200;
const PER_TEST = 10;
/** Seeds that broke something once. */
const ONCE_BROKEN = [
  1, 9, 10, 17, 20, 124, 130, 134, 174, 197, 379, 429, 697, 1015, 2999, 4034, 5534, 10709, 11163,
];

const LAST_LINES = 60;

async function expectNothingBroken(seed: number): Promise<void> {
  const { violations, story } = await simulate(seed);
  const last = story.slice(-LAST_LINES).join('\n');
  expect(violations, `seed ${seed} breaks:\n${last}`).toEqual([]);
}

const starts = Array.from({ length: SEEDS / PER_TEST }, (_, n) => 1_000 + n * PER_TEST);

describe('every promise holds under random faults and crashes', () => {
  test.each(starts)(
    'ten seeds from %i',
    async (first) => {
      for (let seed = first; seed < first + PER_TEST; seed += 1) await expectNothingBroken(seed);
    },
    60_000,
  );

  test.each(ONCE_BROKEN)('seed %i, which once broke', expectNothingBroken, 60_000);
});

test('a seed tells the same story every time', async () => {
  const [first, second] = [await simulate(7), await simulate(7)];
  expect(first.story).toEqual(second.story);
  expect(first.story.length).toBeGreaterThan(20);
});
