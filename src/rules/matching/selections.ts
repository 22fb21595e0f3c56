import type { Sliced } from '../../platform/in-slices.ts';
import type { StockCode } from '../../vi/event.ts';
import type { StockTest } from '../condition.ts';
import type { StocksOf } from '../word.ts';
import { candidatesOf, type Candidates } from './candidates.ts';
import type { DraftSelection, GroupTable } from './group-table.ts';

/** Rules about the same stocks: those that fit the tests, without a test all. */
export interface Selection {
  readonly tests: readonly StockTest[];
  readonly candidates: Candidates;
}

/** The names of the watchlists that hold a stock. */
export type ListsOf = (stock: StockCode, name: string | undefined) => Iterable<string>;

/** The selections with their rules, once these are ranked. */
export function* selectionsOf(
  drafts: readonly DraftSelection[],
  table: GroupTable,
): Sliced<readonly Selection[]> {
  const selections: Selection[] = [];
  for (const { tests, ranks } of drafts) {
    selections.push({ tests, candidates: candidatesOf(Int32Array.from(ranks), table) });
    yield;
  }
  return selections;
}

/** The selections by what their first test says. */
function* selectionsBy(
  selections: readonly Selection[],
  saidBy: (test: StockTest) => readonly string[],
): Sliced<ReadonlyMap<string, readonly Selection[]>> {
  const by = new Map<string, Selection[]>();
  for (const selection of selections) {
    const [test] = selection.tests;
    for (const text of test === undefined ? [] : saidBy(test)) {
      const known = by.get(text);
      if (known === undefined) by.set(text, [selection]);
      else known.push(selection);
    }
    yield;
  }
  return by;
}

/** Finds the selections that hold a stock, without asking each of them. */
export function* selectionsFinder(
  selections: readonly Selection[],
  stocksOf: StocksOf,
  listsOf: ListsOf,
): Sliced<(stock: StockCode, name: string | undefined) => readonly Selection[]> {
  const forAll = selections.filter(({ tests }) => tests.length === 0);
  const byStock = yield* selectionsBy(selections, ({ stocks }) => stocks);
  const byList = yield* selectionsBy(selections, ({ lists }) => lists);
  return (stock, name) => {
    const said = [stock, name ?? stock].flatMap((text) => byStock.get(text) ?? []);
    const listed = [...listsOf(stock, name)].flatMap((list) => byList.get(list) ?? []);
    const holding = [...new Set([...said, ...listed])].filter(({ tests }) =>
      tests.every((test) => stocksOf(test).has(stock, name) === true),
    );
    return [...forAll, ...holding];
  };
}
