import type { GroupTable } from './group-table.ts';

/** Rules that an event may match, as groups of ranks. */
export interface Candidates {
  readonly groups: readonly number[];
  /** Where among the ranks each group begins, and the end. */
  readonly starts: readonly number[];
  readonly ranks: Int32Array;
}

/** Finds the groups of ranks that are in order. */
export function candidatesOf(ranks: Int32Array, table: GroupTable): Candidates {
  const groups: number[] = [];
  const starts: number[] = [];
  ranks.forEach((rank, n) => {
    const group = table.groups[rank] ?? 0;
    if (group === groups.at(-1)) return;
    groups.push(group);
    starts.push(n);
  });
  starts.push(ranks.length);
  return { groups, starts, ranks };
}

/** All of them as one, so that no group is asked twice. */
export function merged(several: readonly Candidates[], table: GroupTable): Candidates {
  const [first, ...others] = several;
  if (first !== undefined && others.length === 0) return first;
  const ranks = new Int32Array(several.reduce((sum, one) => sum + one.ranks.length, 0));
  let next = 0;
  for (const one of several) {
    ranks.set(one.ranks, next);
    next += one.ranks.length;
  }
  return candidatesOf(ranks.toSorted(), table);
}
