import type { Rule } from '../rule.ts';

const BITS = 32;

/** Places of rules that were marked, in whatever order. */
export interface Marks {
  mark(place: number): void;
  /** The marked ones of the rules, in their order. The marks are gone then. */
  drain(rules: readonly Rule[]): readonly Rule[];
}

export function marksBelow(size: number): Marks {
  const words = new Int32Array(Math.ceil(size / BITS));
  return {
    mark(place) {
      const word = place >>> 5;
      words[word] = (words[word] ?? 0) | (1 << place);
    },
    drain(rules) {
      const marked: Rule[] = [];
      for (let n = 0; n < words.length; n += 1) {
        let left = words[n] ?? 0;
        if (left === 0) continue;
        words[n] = 0;
        for (; left !== 0; left &= left - 1) {
          const rule = rules[n * BITS + 31 - Math.clz32(left & -left)];
          if (rule !== undefined) marked.push(rule);
        }
      }
      return marked;
    },
  };
}
