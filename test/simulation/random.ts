/** Numbers that look random and follow from a seed alone (mulberry32). */
export interface Random {
  /** 0 to 1. */
  next(): number;
  /** Whole, both ends in. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** About that part of the list, in its order. */
  some<T>(list: readonly T[], part: number): readonly T[];
  /** A stream of its own, so that one part's draws do not shift another's. */
  fork(): Random;
}

export function seeded(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    some: (list, part) => list.filter(() => next() < part),
    fork: () => seeded(int(0, 0x7fffffff)),
  };
}
