import type { Sliced } from '../../platform/in-slices.ts';
import type { Day } from '../../vi/kst.ts';
import type { StockTest } from '../condition.ts';
import type { Node } from '../node.ts';
import type { Range } from '../range.ts';

/** A number that must lie in one of the ranges. */
interface Within {
  readonly place: number;
  readonly ranges: readonly Range[];
}

/** What can only be asked test by test. */
export interface Further {
  readonly expires: Day | undefined;
  readonly numbers: readonly Within[];
  readonly rest: readonly Node[];
}

/** What the rules of a group ask alike. They differ in one bound at most. */
export interface Common {
  /** The bits that an event may not have. */
  readonly forbidden: number;
  /** `undefined`: nothing. */
  readonly further: Further | undefined;
  /** Which of the event's numbers must be at least each rule's own bound; `undefined`: none. */
  readonly place: number | undefined;
}

/** A group as it grows, rule by rule. */
export interface DraftGroup {
  readonly common: Common;
  /** Of each rule; 0 where there is no bound. */
  readonly bounds: number[];
  /** Each rule's place in the file. */
  readonly rules: number[];
}

/** Rules about the same stocks; without a test they are about all. */
export interface DraftSelection {
  readonly tests: readonly StockTest[];
  readonly groups: readonly DraftGroup[];
}

/** Which groups of the table are about the stocks that fit the tests. */
export interface Selection {
  readonly tests: readonly StockTest[];
  readonly from: number;
  /** Not in any more. */
  readonly to: number;
}

/**
 * All groups, column by column: what is read together lies side by side, and a rule costs a few
 * bytes. The rules of group `n` are those from `starts[n]` to `starts[n + 1]`, in the order of their
 * bounds: those that hold are the first so many.
 */
export interface GroupTable {
  readonly forbidden: Int32Array;
  readonly further: readonly (Further | undefined)[];
  /** -1: none. */
  readonly places: Int8Array;
  readonly starts: Int32Array;
  readonly bounds: Float64Array;
  readonly rules: Int32Array;
}

const byBound = ({ bounds }: DraftGroup) =>
  [...bounds.keys()].toSorted((a, b) => (bounds[a] ?? 0) - (bounds[b] ?? 0));

/** Lays the groups of all selections out. */
export function* layOut(
  drafts: readonly DraftSelection[],
): Sliced<{ readonly table: GroupTable; readonly selections: readonly Selection[] }> {
  const groups = drafts.flatMap((draft) => draft.groups);
  const size = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const table = {
    forbidden: Int32Array.from(groups, ({ common }) => common.forbidden),
    further: groups.map(({ common }) => common.further),
    places: Int8Array.from(groups, ({ common }) => common.place ?? -1),
    starts: new Int32Array(groups.length + 1),
    bounds: new Float64Array(size),
    rules: new Int32Array(size),
  };
  let next = 0;
  for (const [n, group] of groups.entries()) {
    for (const own of byBound(group)) {
      table.bounds[next] = group.bounds[own] ?? 0;
      table.rules[next] = group.rules[own] ?? 0;
      next += 1;
    }
    table.starts[n + 1] = next;
    yield;
  }
  let from = 0;
  const selections = drafts.map(({ tests, groups: own }) => {
    const to = from + own.length;
    const selection = { tests, from, to };
    from = to;
    return selection;
  });
  return { table, selections };
}
