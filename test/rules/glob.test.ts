import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsGlob } from '../../src/rules/glob.ts';

test('a text fits itself, and any pattern in which parts of it became stars', () => {
  const plain = fc.string({ unit: fc.constantFrom('가', '나', 'a', '.', '(') });
  fc.assert(
    fc.property(plain, plain, plain, (head, middle, tail) => {
      const text = head + middle + tail;
      expect(fitsGlob(text, text)).toBe(true);
      expect(fitsGlob(`${head}*${tail}`, text)).toBe(true);
      expect(fitsGlob(`*${middle}*`, text)).toBe(true);
      expect(fitsGlob(`${text}?`, text)).toBe(false);
      expect(fitsGlob('?'.repeat(text.length), text)).toBe(true);
    }),
  );
});

test('it agrees with a plain definition by recursion', () => {
  const fits = (glob: string, text: string): boolean => {
    if (glob === '') return text === '';
    if (glob[0] === '*')
      return fits(glob.slice(1), text) || (text !== '' && fits(glob, text.slice(1)));
    return (
      text !== '' && (glob[0] === '?' || glob[0] === text[0]) && fits(glob.slice(1), text.slice(1))
    );
  };
  const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 7 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 9 });
  fc.assert(
    fc.property(glob, text, (pattern, name) => {
      expect(fitsGlob(pattern, name)).toBe(fits(pattern, name));
    }),
    { numRuns: 2000 },
  );
});

test('many stars cost no more than pattern times text', () => {
  expect(fitsGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(20_000))).toBe(false);
});
