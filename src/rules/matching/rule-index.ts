import type { Sliced } from '../../platform/in-slices.ts';
import type { StockCode, ViEvent } from '../../vi/event.ts';
import type { CheckedRule } from '../checked-rules.ts';
import type { Node } from '../node.ts';
import { isWithin } from '../range.ts';
import { rememberedByStock } from '../remembered-by-stock.ts';
import type { Rule } from '../rule.ts';
import type { StocksOf } from '../word.ts';
import { merged, type Candidates } from './candidates.ts';
import { factsReader, type Facts } from './facts.ts';
import { groupRules } from './group-rules.ts';
import { layOut, type Further, type GroupTable } from './group-table.ts';
import { marksBelow, type Marks } from './marks.ts';
import { selectionsFinder, selectionsOf, type ListsOf, type Selection } from './selections.ts';

/** What the rules of a set are asked with. */
export interface Lookups {
  readonly stocksOf: StocksOf;
  readonly listsOf: ListsOf;
  /** Whether an event fits conditions that can only be asked one by one. */
  readonly isTrue: (node: Node, event: ViEvent) => boolean;
}

/** The event that is looked up, and what is known about it. */
interface Sought {
  readonly event: ViEvent;
  readonly facts: Facts;
  readonly isTrue: Lookups['isTrue'];
}

/** A selection of so many rules is asked on its own, not copied for each of its stocks. */
const SHARED_FROM = 500;
/** A stock with more rules counts as several of those that are remembered: 6 MB in all. */
const RULES_PER_STOCK = 300;

/** NaN: the event lacks it. */
const numberAt = ({ numbers }: Facts, place = 0): number => numbers[place] ?? NaN;

function fits({ expires, numbers, rest }: Further, { event, facts, isTrue }: Sought): boolean {
  for (const { place, ranges } of numbers) {
    if (!isWithin(ranges, numberAt(facts, place))) return false;
  }
  if (expires !== undefined && event.day > expires) return false;
  for (const node of rest) if (!isTrue(node, event)) return false;
  return true;
}

/** Whether the event fits what the rules of a group ask alike. */
function fitsGroup(group: number, table: GroupTable, sought: Sought): boolean {
  const { forbidden, sharedNumbers, sharedBounds } = table;
  const { facts } = sought;
  if ((facts.bits & (forbidden[group] ?? 0)) !== 0) return false;
  const number = numberAt(facts, sharedNumbers[group]);
  const further = table.further[group];
  return (sharedBounds[group] ?? NaN) <= number && (further === undefined || fits(further, sought));
}

/** Marks those that the event matches. */
function markIn(candidates: Candidates, table: GroupTable, sought: Sought, marks: Marks): void {
  const { groups, starts, ranks } = candidates;
  const { ownNumbers, bounds, places } = table;
  for (let n = 0; n < groups.length; n += 1) {
    const group = groups[n] ?? 0;
    if (!fitsGroup(group, table, sought)) continue;
    const number = numberAt(sought.facts, ownNumbers[group]);
    const end = starts[n + 1] ?? 0;
    for (let next = starts[n] ?? 0; next < end; next += 1) {
      const rank = ranks[next] ?? 0;
      if (!((bounds[rank] ?? NaN) <= number)) break;
      marks.mark(places[rank] ?? 0);
    }
  }
}

/** What a stock's events may match. */
interface OfStock {
  /** Copied for this stock. */
  readonly own: Candidates;
  /** Of large selections, as they are. */
  readonly shared: readonly Candidates[];
}

function ofStock(selections: readonly Selection[], table: GroupTable): OfStock {
  const all = selections.map(({ candidates }) => candidates);
  const isShared = ({ ranks }: Candidates): boolean => ranks.length >= SHARED_FROM;
  const few = all.filter((one) => !isShared(one));
  return { own: merged(few, table), shared: all.filter(isShared) };
}

/**
 * Finds the rules that an event matches, in the file's order, without asking each of them: first
 * by the stock, then by groups of rules that ask alike. `rules`: those that were checked.
 */
export function* indexRules(
  checked: readonly CheckedRule[],
  rules: readonly Rule[],
  { stocksOf, listsOf, isTrue }: Lookups,
): Sliced<(event: ViEvent) => readonly Rule[]> {
  const drafts = yield* groupRules(checked);
  const table = yield* layOut(drafts);
  const selections = yield* selectionsOf(drafts.selections, table);
  const find = yield* selectionsFinder(selections, stocksOf, listsOf);
  const candidatesFor = rememberedByStock(
    (stock: StockCode, name) => ofStock(find(stock, name), table),
    ({ own }) => Math.max(1, own.ranks.length / RULES_PER_STOCK),
  );
  const read = factsReader(drafts.words);
  const marks = marksBelow(rules.length);
  return (event) => {
    const { own, shared } = candidatesFor(event.stock, event.name);
    if (own.ranks.length + shared.length === 0) return [];
    const sought = { event, facts: read(event), isTrue };
    markIn(own, table, sought, marks);
    for (const candidates of shared) markIn(candidates, table, sought, marks);
    return marks.drain(rules);
  };
}
