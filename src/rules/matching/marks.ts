import type { Rule } from '../rule.ts';

const BITS = 32;

/** The place of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** Adds the rules of the bits that are set; `first`: the one that bit 0 stands for. */
function addMarked(marked: Rule[], rules: readonly Rule[], first: number, bits: number): void {
  for (let left = bits; left !== 0; left &= left - 1) {
    const rule = rules[first + lowest(left)];
    if (rule !== undefined) marked.push(rule);
  }
}

/** Places of rules that were marked, in whatever order. */
export interface Marks {
  mark(place: number): void;
  /** The marked ones of the rules, in their order. The marks are gone then. */
  drain(rules: readonly Rule[]): readonly Rule[];
}

export function marksBelow(size: number): Marks {
  const words = new Int32Array(Math.ceil(size / BITS));
  // Which of the words have marks: the others are not looked at.
  const used = new Int32Array(Math.ceil(words.length / BITS));
  return {
    mark(place) {
      const word = place >>> 5;
      words[word] = (words[word] ?? 0) | (1 << place);
      used[word >>> 5] = (used[word >>> 5] ?? 0) | (1 << word);
    },
    drain(rules) {
      const marked: Rule[] = [];
      for (let n = 0; n < used.length; n += 1) {
        for (let left = used[n] ?? 0; left !== 0; left &= left - 1) {
          const word = n * BITS + lowest(left);
          addMarked(marked, rules, word * BITS, words[word] ?? 0);
          words[word] = 0;
        }
        used[n] = 0;
      }
      return marked;
    },
  };
}
