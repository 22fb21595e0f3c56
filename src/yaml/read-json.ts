import { EMPTY, refusedFor, type ReadFile } from './finding.ts';
import { parseJson } from './parse-json.ts';
import { partAt } from './raw.ts';
import { readText } from './read-text.ts';
import type { Path, Spot } from './yaml-file.ts';

/** Where each part of the text stands. */
function spotsIn(text: string): (path: Path) => Spot {
  const spots = new Map<unknown, Map<PropertyKey, Spot>>();
  const top = parseJson(text, (whole, part, spot) => {
    const known = spots.get(whole) ?? new Map<PropertyKey, Spot>();
    spots.set(whole, known.set(part, spot));
  });
  return (path) => {
    let { value } = top;
    let spot: Spot = { key: top.at, value: top.at };
    for (const part of path) {
      const next = spots.get(value)?.get(part);
      if (next === undefined) return { key: spot.key, value: spot.key };
      value = partAt(value, [part]);
      spot = next;
    }
    return spot;
  };
}

/** The same for JSON as `readYaml` for YAML, in a thirtieth of the time. */
export function readJson(file: string, bytes: Uint8Array): ReadFile {
  const { faults, source } = readText(file, bytes);
  if (source === undefined || faults.length > 0) return { faults };
  const { text } = source;
  if (text.trim() === '') return refusedFor(source, [EMPTY]);
  const { value, findings } = parseJson(text);
  if (findings.length > 0) return refusedFor(source, findings);
  if (value === null) return refusedFor(source, [EMPTY]);
  // Only a fault asks for it: the text is read once more then.
  let spotOf: ((path: Path) => Spot) | undefined;
  return {
    faults: [],
    yaml: { source, value, spotOf: (path) => (spotOf ??= spotsIn(text))(path) },
  };
}
