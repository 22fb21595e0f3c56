import { isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Path, Spot } from './yaml-file.ts';

interface NodeSpot extends Spot {
  readonly node: unknown;
}

const startOf = (node: Node | null | undefined): number | undefined => node?.range?.[0];

/** A map with thousands of wrong keys is asked for each of them. */
const pairsOf = new WeakMap<object, ReadonlyMap<string, Pair<Node, Node | null>>>();

function pairAt(map: YAMLMap<Node, Node | null>, key: string): Pair<Node, Node | null> | undefined {
  const known = pairsOf.get(map);
  if (known !== undefined) return known.get(key);
  const scalars = map.items.filter((pair) => isScalar(pair.key));
  // The first of a key that stands twice is the last one set.
  const made = new Map(scalars.toReversed().map((pair) => [keyOf(pair), pair] as const));
  pairsOf.set(map, made);
  return made.get(key);
}

const keyOf = ({ key }: Pair<Node, Node | null>): string => String(isScalar(key) ? key.value : '');

/** Not even `""` stands there. */
const isUnwritten = (node: unknown): boolean =>
  isScalar(node) && node.type === 'PLAIN' && node.source === '';

function child({ node, value }: NodeSpot, part: PropertyKey): NodeSpot | undefined {
  if (isSeq<Node>(node) && typeof part === 'number') {
    const item = node.items[part];
    return item && { node: item, key: startOf(item) ?? value, value: startOf(item) ?? value };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = pairAt(node, String(part));
  if (pair === undefined) return undefined;
  const key = startOf(pair.key) ?? value;
  return {
    node: pair.value,
    key,
    value: isUnwritten(pair.value) ? key : (startOf(pair.value) ?? key),
  };
}

/** Where each part of a YAML document stands. */
export const spotsIn =
  ({ contents }: Document.Parsed) =>
  (path: Path): Spot => {
    const top = startOf(contents) ?? 0;
    let spot: NodeSpot = { node: contents, key: top, value: top };
    for (const part of path) {
      const next = child(spot, part);
      if (next === undefined) return { key: spot.key, value: spot.key };
      spot = next;
    }
    return spot;
  };
