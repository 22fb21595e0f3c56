import type { CategoryTest, NumberTest, StockTest } from '../condition.ts';
import type { Node } from '../node.ts';

/** A rule's conditions by how an index can look them up. All of them must hold. */
export interface Facets {
  readonly stocks: readonly StockTest[];
  readonly categories: readonly CategoryTest[];
  readonly numbers: readonly NumberTest[];
  /** Groups, and words that can only be asked one by one. */
  readonly rest: readonly Node[];
}

/** What must hold together, groups of `all` opened. */
const together = (node: Node): readonly Node[] =>
  node.is === 'all' ? node.nodes.flatMap(together) : [node];

export function facetsOf(when: Node): Facets {
  const stocks: StockTest[] = [];
  const categories: CategoryTest[] = [];
  const numbers: NumberTest[] = [];
  const rest: Node[] = [];
  for (const node of together(when)) {
    if (node.is !== 'word') rest.push(node);
    else if (node.condition.is === 'stock') stocks.push(node.condition);
    else if (node.condition.is === 'category') categories.push(node.condition);
    else if (node.condition.is === 'number') numbers.push(node.condition);
    else if (node.condition.is !== 'every') rest.push(node);
  }
  return { stocks, categories, numbers, rest };
}
