import type { ViEvent } from '../vi/event.ts';
import type { Path } from '../yaml/yaml-file.ts';
import type { Condition } from './condition.ts';
import { allOf, anyOf, not, type Truth } from './three-valued.ts';
import { truthOf } from './truth-of.ts';
import type { StocksOf } from './word.ts';

/**
 * A rule's conditions as a tree of plain data. `path` is what the node adds to the place of its
 * parent.
 */
export type Node =
  | { readonly is: 'word'; readonly path: Path; readonly condition: Condition }
  | { readonly is: 'all' | 'any' | 'not'; readonly path: Path; readonly nodes: readonly Node[] };

/** A word with its place below `when`, and whether an odd number of `not` stand around it. */
export interface Leaf {
  readonly path: Path;
  readonly negated: boolean;
  readonly condition: Condition;
}

/** Whether the tree holds; `undefined`: a value that it needs is not there. */
export function holds(node: Node, event: ViEvent, stocksOf: StocksOf): Truth {
  const inner = (one: Node): Truth => holds(one, event, stocksOf);
  switch (node.is) {
    case 'word':
      return truthOf(node.condition, event, stocksOf);
    case 'all':
      return allOf(node.nodes, inner);
    case 'any':
      return anyOf(node.nodes, inner);
    case 'not':
      return not(allOf(node.nodes, inner));
  }
}

/** Every word of the tree, in order. */
export function leavesOf(node: Node, above: Path = [], negated = false): readonly Leaf[] {
  const path = [...above, ...node.path];
  if (node.is === 'word') return [{ path, negated, condition: node.condition }];
  const turned = node.is === 'not' ? !negated : negated;
  return node.nodes.flatMap((inner) => leavesOf(inner, path, turned));
}

export const namesWord = (node: Node, word: Condition['word']): boolean =>
  node.is === 'word'
    ? node.condition.word === word
    : node.nodes.some((inner) => namesWord(inner, word));

/** The tests as written, one line. */
export const textOf = (when: Node): string =>
  leavesOf(when)
    .map(({ path, condition }) => `${wordOf(path)}: ${condition.test}`)
    .join(', ');

/** A place below `when` as one word: `any[1].market`. */
export const wordOf = (path: Path): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
