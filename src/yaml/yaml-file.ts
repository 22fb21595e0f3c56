import { isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Complaint, Fault, Place } from './fault.ts';
import { faultAt, placeOf, type SourceText } from './source-text.ts';

/** Keys and indices from the top of the document. */
export type Path = readonly PropertyKey[];

/** A file that could be read: its value, and where each part of it stands. */
export interface YamlFile {
  readonly source: SourceText;
  readonly value: unknown;
  readonly document: Document.Parsed;
}

/** Where a part of a file is written. */
export interface At {
  readonly yaml: YamlFile;
  readonly path: Path;
}

/** A part of that part. */
export const below = ({ yaml, path }: At, ...keys: Path): At => ({
  yaml,
  path: [...path, ...keys],
});

interface Spot {
  readonly key: number;
  readonly value: number;
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

function child({ node, value }: Spot, part: PropertyKey): Spot | undefined {
  if (isSeq<Node>(node) && typeof part === 'number') {
    const item = node.items[part];
    return item && { node: item, key: startOf(item) ?? value, value: startOf(item) ?? value };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = pairAt(node, String(part));
  if (pair === undefined) return undefined;
  const key = startOf(pair.key) ?? value;
  const empty = isScalar(pair.value) && pair.value.source === '';
  return { node: pair.value, key, value: empty ? key : (startOf(pair.value) ?? key) };
}

/** Where the path leads, as far as the file goes; a missing part is at its parent. */
function spotOf(yaml: YamlFile, path: Path): Spot {
  const top = startOf(yaml.document.contents) ?? 0;
  let spot: Spot = { node: yaml.document.contents, key: top, value: top };
  for (const part of path) {
    const next = child(spot, part);
    if (next === undefined) return { ...spot, value: spot.key };
    spot = next;
  }
  return spot;
}

/** The complaint at the key or the value that the path leads to. */
export function faultIn(
  yaml: YamlFile,
  path: Path,
  complaint: Complaint,
  on: 'key' | 'value' = 'value',
): Fault {
  return faultAt(yaml.source, spotOf(yaml, path)[on], complaint);
}

/** The complaint at that part of its file. */
export const faultAtPart = ({ yaml, path }: At, complaint: Complaint, on?: 'key'): Fault =>
  faultIn(yaml, path, complaint, on);

/** Where the value stands that the path leads to, or its key. */
export const placeIn = (yaml: YamlFile, path: Path, on: 'key' | 'value' = 'value'): Place =>
  placeOf(yaml.source, spotOf(yaml, path)[on]);

/**
 * The complaint at `index` of a text that the value holds, where the file has it letter by letter;
 * else at the value.
 */
export function faultInText(
  yaml: YamlFile,
  path: Path,
  complaint: Complaint,
  { text, index }: { readonly text: string; readonly index: number },
): Fault {
  const { value } = spotOf(yaml, path);
  const found = yaml.source.text.indexOf(text, value);
  return faultAt(yaml.source, found < 0 ? value : found + index, complaint);
}
