import type { Sliced } from '../../platform/in-slices.ts';
import type { Day } from '../../vi/kst.ts';
import type { StockTest } from '../condition.ts';
import type { Node } from '../node.ts';
import type { Range } from '../range.ts';

/** A number that must be at least so much. */
export interface AtLeast {
  readonly place: number;
  readonly bound: number;
}

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
  /** Like each rule's own bound, one that every event meets where there is none. */
  readonly shared: AtLeast;
  /** `undefined`: nothing. */
  readonly further: Further | undefined;
  /** Which of the event's numbers must be at least each rule's own bound. */
  readonly own: number;
}

/** Rules about the same stocks as they are found; without a test they are about all. */
export interface DraftSelection {
  readonly tests: readonly StockTest[];
  /** Filled once the rules are ranked. */
  readonly ranks: number[];
}

interface DraftRule {
  /** In the file. */
  readonly place: number;
  readonly bound: number;
  readonly selection: DraftSelection;
}

/** A group as it grows, rule by rule. */
export interface DraftGroup {
  readonly common: Common;
  readonly rules: DraftRule[];
}

export interface Drafts {
  readonly groups: readonly DraftGroup[];
  readonly selections: readonly DraftSelection[];
}

/**
 * All rules, column by column, so that one costs a few bytes. A rule's rank is its place in the
 * order of groups and, within one, of bounds: of any ranks in order those of a group stand together,
 * and those whose bounds hold are the first so many.
 */
export interface GroupTable {
  /** By group. */
  readonly forbidden: Int32Array;
  readonly sharedNumbers: Int8Array;
  readonly sharedBounds: Float64Array;
  readonly further: readonly (Further | undefined)[];
  readonly ownNumbers: Int8Array;
  /** By rank. */
  readonly groups: Int32Array;
  readonly bounds: Float64Array;
  /** In the file. */
  readonly places: Int32Array;
}

/** Lays the groups out, and tells the selections the ranks of their rules, in order. */
export function* layOut({ groups }: Drafts): Sliced<GroupTable> {
  const size = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const table = {
    forbidden: Int32Array.from(groups, ({ common }) => common.forbidden),
    sharedNumbers: Int8Array.from(groups, ({ common }) => common.shared.place),
    sharedBounds: Float64Array.from(groups, ({ common }) => common.shared.bound),
    further: groups.map(({ common }) => common.further),
    ownNumbers: Int8Array.from(groups, ({ common }) => common.own),
    groups: new Int32Array(size),
    bounds: new Float64Array(size),
    places: new Int32Array(size),
  };
  let rank = 0;
  for (const [n, { rules }] of groups.entries()) {
    for (const { place, bound, selection } of rules.toSorted((a, b) => a.bound - b.bound)) {
      table.groups[rank] = n;
      table.bounds[rank] = bound;
      table.places[rank] = place;
      selection.ranks.push(rank);
      rank += 1;
      yield;
    }
  }
  return table;
}
