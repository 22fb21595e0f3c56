import { z } from 'zod';
import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { firstFaults, untilEnough, type Complaint, type Fault } from '../yaml/fault.ts';
import { unknownName } from '../yaml/known-name.ts';
import { asList, asMap } from '../yaml/raw.ts';
import { faultIn, type Path, type YamlFile } from '../yaml/yaml-file.ts';
import { shown } from '../yaml/shown.ts';
import type { CheckedWatchlists } from './checked-rules.ts';
import { readListFile } from './list-file.ts';
import type { Mention } from './mention.ts';
import { cycleOf, type Placed, type Sources } from './resolve-watchlists.ts';
import { entrySchema, MOST_LISTS } from './watchlist-schema.ts';

export interface Watchlists extends CheckedWatchlists {
  /** The stocks that the included files name. */
  readonly mentions: readonly Mention[];
  readonly faults: readonly Fault[];
}

interface ReadList {
  readonly faults: readonly Fault[];
  readonly sources: readonly Placed[];
}

function readEntry(yaml: YamlFile, entry: unknown, path: Path): ReadList {
  const checked = checkValue(yaml, entrySchema, entry, path);
  if (!checked.ok) return { faults: checked.faults, sources: [] };
  const { except, sources } = checked.value;
  const placed = sources.map((source) => {
    const key = except ? 'except' : source.is;
    return { source, except, path: key === 'stock' ? path : [...path, key] };
  });
  return { faults: [], sources: placed };
}

/** Entry by entry, so that a broken one does not hide what is wrong with the others. */
function readList(yaml: YamlFile, name: string, value: unknown): ReadList {
  const path = ['watchlists', name];
  const { faults } = checkValue(yaml, z.array(z.unknown()).nullable(), value, path);
  const entries = untilEnough(asList(value), (entry, index) =>
    readEntry(yaml, entry, [...path, index]),
  );
  return {
    faults: [...faults, ...entries.flatMap((entry) => entry.faults)],
    sources: entries.flatMap((entry) => entry.sources),
  };
}

/** What is wrong with a list that a list names. */
function listComplaints(sources: Sources): (list: string, name: string) => Complaint | undefined {
  const known = [...sources.keys()];
  const cycles = new Map(known.map((list) => [list, cycleOf(list, sources)]));
  return (list, name) => {
    if (!sources.has(name)) return unknownName('watchlist', name, known);
    const cycle = cycles.get(list);
    if (cycle?.[1] !== name) return undefined;
    return { message: `${shown(list)} includes itself: ${cycle.join(' > ')}` };
  };
}

const textOf = (all: readonly Placed[], textsOf: (file: string) => readonly string[]): string =>
  JSON.stringify(
    all.map(({ source, except }) => [
      except,
      source,
      source.is === 'file' ? textsOf(source.name) : [],
    ]),
  );

/** All lists of the file, with what is wrong in them and in the files they name. */
export function readWatchlists(folder: ConfigFolder, yaml: YamlFile): Watchlists {
  const raw = [...asMap(asMap(yaml.value).get('watchlists'))].slice(0, MOST_LISTS);
  const read = new Map(raw.map(([name, value]) => [name, readList(yaml, name, value)]));
  const sources = new Map([...read].map(([name, list]) => [name, list.sources]));
  const places = [...sources].flatMap(([list, all]) => all.map((one) => ({ list, ...one })));
  const files = new Map(
    places.flatMap(({ source }) =>
      source.is === 'file' ? [[source.name, readListFile(folder, source.name)]] : [],
    ),
  );
  const complaintAbout = listComplaints(sources);
  const faults = firstFaults(places, ({ list, source, path }) => {
    if (source.is === 'stock') return [];
    const complaint =
      source.is === 'file' ? files.get(source.name)?.refused : complaintAbout(list, source.name);
    return complaint === undefined ? [] : [faultIn(yaml, path, complaint)];
  });
  const textsOf = (file: string): readonly string[] => files.get(file)?.texts ?? [];
  return {
    sources,
    files: new Map([...files].map(([name, file]) => [name, file.texts])),
    texts: new Map([...sources].map(([name, all]) => [name, textOf(all, textsOf)])),
    mentions: [...files.values()].flatMap((file) => file.mentions),
    faults: [
      ...[...read.values()].flatMap((list) => list.faults),
      ...faults,
      ...[...files.values()].flatMap((file) => file.faults),
    ],
  };
}
