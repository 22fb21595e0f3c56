import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planEnv } from '../../../src/cli/init/plan-env.ts';

test.each([
  ['', 'A=1\n'],
  ['# mine\nB=2', '# mine\nB=2\nA=1\n'],
  ['A=0\n# mine\nAA=3\n', 'A=1\n# mine\nAA=3\n'],
  ['export A = "0"\nA=00\n', 'A=1\nA=1\n'],
])('%j with A=1 is %j', (before, after) => {
  expect(planEnv(before, { A: '1' })).toBe(after);
});

test('every value that can be typed is read back', () => {
  const value = fc.string({ minLength: 1 }).filter((text) => text === text.trim());
  fc.assert(
    fc.property(value, (secret) => {
      fc.pre(!["'", '"', '`'].every((mark) => secret.includes(mark)));
      expect(parseEnv(planEnv('OTHER=1\n', { KEY: secret }))).toEqual({ OTHER: '1', KEY: secret });
    }),
  );
});

test('a value that the file cannot hold is refused, not bent', () => {
  expect(() => planEnv('', { KEY: `a'"\`#b` })).toThrow('KEY');
});
