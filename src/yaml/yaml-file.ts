import type { Complaint, Fault, Place } from './fault.ts';
import { faultAt, placeOf, type SourceText } from './source-text.ts';

/** Keys and indices from the top of the document. */
export type Path = readonly PropertyKey[];

/** Where a key and its value begin in the text; of an item of a list both are the same. */
export interface Spot {
  readonly key: number;
  readonly value: number;
}

/** A file of YAML or JSON that could be read: its value, and where each part of it stands. */
export interface YamlFile {
  readonly source: SourceText;
  readonly value: unknown;
  /** Where the path leads, as far as the file goes; a missing part is at its parent. */
  readonly spotOf: (path: Path) => Spot;
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

/** The complaint at the key or the value that the path leads to. */
export function faultIn(
  yaml: YamlFile,
  path: Path,
  complaint: Complaint,
  on: 'key' | 'value' = 'value',
): Fault {
  return faultAt(yaml.source, yaml.spotOf(path)[on], complaint);
}

/** The complaint at that part of its file. */
export const faultAtPart = ({ yaml, path }: At, complaint: Complaint, on?: 'key'): Fault =>
  faultIn(yaml, path, complaint, on);

/** Where the value stands that the path leads to, or its key. */
export const placeIn = (yaml: YamlFile, path: Path, on: 'key' | 'value' = 'value'): Place =>
  placeOf(yaml.source, yaml.spotOf(path)[on]);

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
  const { value } = yaml.spotOf(path);
  const found = yaml.source.text.indexOf(text, value);
  return faultAt(yaml.source, found < 0 ? value : found + index, complaint);
}
