import { firstFaults, type Fault } from '../yaml/fault.ts';
import { below, faultAtPart } from '../yaml/yaml-file.ts';
import type { Doubts } from './doubts.ts';
import type { Node } from './node.ts';

/** `>= 10` and `>=10`, `[up, down]` and `[down, up]` test the same. */
const normal = (test: string): string =>
  [...new Set(test.split(', ').map((one) => one.replaceAll(/\s+/gu, '')))].toSorted().join();

/** What a node joins, groups of its own kind opened. */
const parts = (is: 'all' | 'any', nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap((node) => (node.is === is ? parts(is, node.nodes) : [signature(node)]));

function joined(is: 'all' | 'any', nodes: readonly Node[]): string {
  const once = [...new Set(parts(is, nodes))].toSorted();
  return once.length === 1 ? once.join() : `${is}(${once.join('; ')})`;
}

/** The same text for the same conditions, in whatever order and grouping they stand. */
function signature(node: Node): string {
  if (node.is === 'word') return `${node.condition.word}: ${normal(node.condition.test)}`;
  return node.is === 'not' ? `not ${joined('all', node.nodes)}` : joined(node.is, node.nodes);
}

/** Rules that always fire together with one that stands above them; one that is off never fires. */
export function twinWarnings(doubts: Doubts): readonly Fault[] {
  const first = new Map<string, string>();
  const on = doubts.rules.filter(({ value }) => value.enabled);
  return firstFaults(on, ({ value, ...at }) => {
    const text = signature(value.when);
    const twin = first.get(text);
    if (twin === undefined) first.set(text, value.rule.name);
    if (twin === undefined) return [];
    const message = `\`${value.rule.name}\` has the same \`when\` as \`${twin}\``;
    return [faultAtPart(below(at, 'when'), { message }, 'key')];
  });
}
