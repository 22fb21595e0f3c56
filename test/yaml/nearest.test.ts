import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../src/yaml/nearest.ts';

test.for<[word: string, known: readonly string[], near: string | undefined]>([
  ['directon', ['direction', 'deviation'], 'direction'],
  ['dircetion', ['direction', 'deviation'], 'direction'],
  ['DIRECTION', ['direction'], 'direction'],
  ['upp', ['up', 'down'], 'up'],
  ['xy', ['up', 'down'], undefined],
  ['반도채', ['반도체', '바이오'], '반도체'],
  ['template', ['rules', 'mutes'], undefined],
  ['', ['a'], undefined],
  ['a'.repeat(100), ['a'.repeat(99)], undefined],
])('the nearest to "%s" of %o is %s', ([word, known, near]) => {
  expect(nearest(word, known)).toBe(near);
});

test('a known word is nearest to itself', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.array(fc.string()),
      (word, others) => {
        expect(nearest(word, [...others, word])?.toLowerCase()).toBe(word.toLowerCase());
      },
    ),
  );
});
