import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countAfter, inOrder, newest, noted, ringOf } from '../../src/deliver/ring.ts';

const instants = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 });

test('a ring keeps the newest in order, however they came and whenever it grew', () => {
  fc.assert(
    fc.property(instants, instants, fc.integer({ min: 1, max: 9 }), (before, after, width) => {
      const small = before.reduce(noted, ringOf([], width));
      const grown = ringOf(inOrder(small), width + 3);
      const ring = after.reduce(noted, grown);
      const sorted = (all: readonly number[]): readonly number[] => all.toSorted((a, b) => a - b);
      const kept = sorted(sorted(before).slice(-width));
      const all = sorted([...kept, ...after]).slice(-width - 3);
      expect(inOrder(ring)).toEqual(all);
      for (let nth = 1; nth <= width + 4; nth += 1) expect(newest(ring, nth)).toBe(all.at(-nth));
      for (const at of [-1, 10, 25, 50])
        expect(countAfter(ring, at)).toBe(all.filter((other) => other > at).length);
    }),
  );
});
