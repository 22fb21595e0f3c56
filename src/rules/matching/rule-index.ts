import type { Sliced } from '../../platform/in-slices.ts';
import type { StockCode, ViEvent } from '../../vi/event.ts';
import { isStockCode } from '../../vi/stock.ts';
import type { CheckedRule } from '../checked-rules.ts';
import type { Node } from '../node.ts';
import { isWithin } from '../range.ts';
import { rememberedByStock } from '../remembered-by-stock.ts';
import type { Rule } from '../rule.ts';
import type { StocksOf } from '../word.ts';
import { factsReader, type Facts } from './facts.ts';
import { groupRules } from './group-rules.ts';
import { layOut, type Further, type GroupTable, type Selection } from './group-table.ts';
import { marksBelow, type Marks } from './marks.ts';

/** Whether an event fits conditions that can only be asked one by one. */
export type IsTrue = (node: Node, event: ViEvent) => boolean;

/** The event that is looked up, and what is known about it. */
interface Sought {
  readonly event: ViEvent;
  readonly facts: Facts;
  readonly isTrue: IsTrue;
}

function fits({ expires, numbers, rest }: Further, { event, facts, isTrue }: Sought): boolean {
  for (const { place, ranges } of numbers) {
    if (!isWithin(ranges, facts.numbers[place] ?? NaN)) return false;
  }
  if (expires !== undefined && event.day > expires) return false;
  for (const node of rest) if (!isTrue(node, event)) return false;
  return true;
}

/** Up to where in the table the bounds of group `n` are at most the event's number. */
function endOf({ starts, bounds, places }: GroupTable, n: number, { numbers }: Facts): number {
  const place = places[n] ?? -1;
  let [low, high] = [starts[n] ?? 0, starts[n + 1] ?? 0];
  if (place < 0) return high;
  const number = numbers[place] ?? NaN;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] ?? NaN) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Marks what the event matches of the groups that are about its stock. */
function markIn({ from, to }: Selection, table: GroupTable, sought: Sought, marks: Marks): void {
  const { forbidden, further, starts, rules } = table;
  const { facts } = sought;
  for (let n = from; n < to; n += 1) {
    if ((facts.bits & (forbidden[n] ?? 0)) !== 0) continue;
    const more = further[n];
    if (more !== undefined && !fits(more, sought)) continue;
    const end = endOf(table, n, facts);
    for (let own = starts[n] ?? 0; own < end; own += 1) marks.mark(rules[own] ?? 0);
  }
}

/** The code, where a single one is all that a selection is about. */
function onlyCode({ tests: [test, ...others] }: Selection): StockCode | undefined {
  const [code, ...further] = test?.lists.length === 0 ? test.stocks : [];
  if (code === undefined || others.length + further.length > 0) return undefined;
  return isStockCode(code) ? code : undefined;
}

/** Finds the selections that hold a stock. Most are about one: those need not be asked. */
function selectionsBy(selections: readonly Selection[], stocksOf: StocksOf) {
  const byCode = Map.groupBy(selections, onlyCode);
  const others = byCode.get(undefined) ?? [];
  return (stock: StockCode, name: string | undefined): readonly Selection[] => [
    ...(byCode.get(stock) ?? []),
    ...others.filter(({ tests }) =>
      tests.every((test) => stocksOf(test).has(stock, name) === true),
    ),
  ];
}

/**
 * Finds the rules that an event matches, in the file's order, without asking each of them: first
 * by the stock, then by groups of rules that ask alike.
 */
export function* indexRules(
  checked: readonly CheckedRule[],
  stocksOf: StocksOf,
  isTrue: IsTrue,
): Sliced<(event: ViEvent) => readonly Rule[]> {
  const grouped = yield* groupRules(checked);
  const { table, selections } = yield* layOut(grouped.selections);
  const selectionsFor = rememberedByStock(selectionsBy(selections, stocksOf));
  const read = factsReader(grouped.words);
  const marks = marksBelow(checked.length);
  return (event) => {
    const own = selectionsFor(event.stock, event.name);
    if (own.length === 0) return [];
    const sought = { event, facts: read(event), isTrue };
    for (const selection of own) markIn(selection, table, sought, marks);
    return marks.drain(checked);
  };
}
