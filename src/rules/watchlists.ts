import * as z from 'zod';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { firstFaults, untilEnough, type Complaint, type Fault } from '../yaml/fault.ts';
import { unknownName } from '../yaml/known-name.ts';
import { asList } from '../yaml/raw.ts';
import { below, faultAtPart, type At, type YamlFile } from '../yaml/yaml-file.ts';
import { shown } from '../yaml/shown.ts';
import type { CheckedWatchlists } from './checked-rules.ts';
import { readListFile } from './list-file.ts';
import type { Mention } from './mention.ts';
import { checkPart, named, secondNames, type NamedPart, type Part } from './parts.ts';
import { cycleOf, type Sources, type Taken } from './resolve-watchlists.ts';
import { entrySchema, MOST_LISTS } from './watchlist-schema.ts';

/** What a list takes in or out, with the place that names it. */
export interface Placed extends Taken, At {}

/** A list with its place. */
export interface Watchlist extends At {
  readonly entries: readonly Placed[];
}

export interface Watchlists {
  /** By name. */
  readonly lists: ReadonlyMap<string, Watchlist>;
  /** The same as plain data. */
  readonly checked: CheckedWatchlists;
  /** The stocks that the included files name. */
  readonly mentions: readonly Mention[];
  readonly faults: readonly Fault[];
}

interface ReadList {
  readonly faults: readonly Fault[];
  readonly entries: readonly Placed[];
}

function readEntry(part: Part): ReadList {
  const checked = checkPart(part, entrySchema);
  if (!checked.ok) return { faults: checked.faults, entries: [] };
  const { except, sources } = checked.value;
  const entries = sources.map((source) => {
    const key = except ? 'except' : source.is;
    return { source, except, ...(key === 'stock' ? below(part) : below(part, key)) };
  });
  return { faults: [], entries };
}

/** Entry by entry, so that a broken one does not hide what is wrong with the others. */
function readList(part: NamedPart): ReadList {
  const { faults } = checkPart(part, z.array(z.unknown()).nullable());
  const read = untilEnough(asList(part.value), (value, index) =>
    readEntry({ ...below(part, index), value }),
  );
  return {
    faults: [...faults, ...read.flatMap((entry) => entry.faults)],
    entries: read.flatMap((entry) => entry.entries),
  };
}

/** What is wrong with a list that a list names; nothing is unknown unless all files are there. */
function listComplaints(sources: Sources, isWhole: boolean) {
  const known = [...sources.keys()];
  const cycles = new Map(known.map((list) => [list, cycleOf(list, sources)]));
  return (list: string, name: string): Complaint | undefined => {
    if (!sources.has(name)) return isWhole ? unknownName('watchlist', name, known) : undefined;
    const cycle = cycles.get(list);
    if (cycle?.[1] !== name) return undefined;
    return { message: `${shown(list)} includes itself: ${cycle.join(' > ')}` };
  };
}

const textOf = (all: readonly Taken[], textsOf: (file: string) => readonly string[]): string =>
  JSON.stringify(
    all.map(({ source, except }) => [
      except,
      source,
      source.is === 'file' ? textsOf(source.name) : [],
    ]),
  );

const TOO_MANY: Complaint = { message: `More than ${MOST_LISTS} watchlists` };

const tooMany = ([one]: readonly NamedPart[]): readonly Fault[] =>
  one === undefined ? [] : [faultAtPart({ yaml: one.yaml, path: ['watchlists'] }, TOO_MANY)];

/** The lists as plain data, and what is wrong with the files and lists that they name. */
function checkLists(folder: ConfigFolder, lists: Watchlists['lists'], isWhole: boolean) {
  const sources: Sources = new Map(
    [...lists].map(([name, { entries }]) => [
      name,
      entries.map(({ source, except }) => ({ source, except })),
    ]),
  );
  const places = [...lists].flatMap(([list, { entries }]) =>
    entries.map((entry) => ({ list, ...entry })),
  );
  const files = new Map(
    places.flatMap(({ source }) =>
      source.is === 'file' ? [[source.name, readListFile(folder, source.name)]] : [],
    ),
  );
  const complaintAbout = listComplaints(sources, isWhole);
  const faults = firstFaults(places, ({ list, source, ...at }) => {
    if (source.is === 'stock') return [];
    const complaint =
      source.is === 'file' ? files.get(source.name)?.refused : complaintAbout(list, source.name);
    return complaint === undefined ? [] : [faultAtPart(at, complaint)];
  });
  const textsOf = (file: string): readonly string[] => files.get(file)?.texts ?? [];
  const checked = {
    sources,
    files: new Map([...files].map(([name, file]) => [name, file.texts])),
    texts: new Map([...sources].map(([name, all]) => [name, textOf(all, textsOf)])),
  };
  return { checked, faults, files: [...files.values()] };
}

/** All lists of the files, with what is wrong in them and in the files they name. */
export function readWatchlists(
  folder: ConfigFolder,
  rulesFiles: readonly YamlFile[],
  isWhole = true,
): Watchlists {
  const parts = named(rulesFiles, 'watchlists');
  const read = parts.slice(0, MOST_LISTS).map((part) => ({ ...part, ...readList(part) }));
  const lists = new Map(
    read.map(({ name, yaml, path, entries }) => [name, { yaml, path, entries }]),
  );
  const { checked, faults, files } = checkLists(folder, lists, isWhole);
  return {
    lists,
    checked,
    mentions: files.flatMap((file) => file.mentions),
    faults: [
      ...tooMany(parts.slice(MOST_LISTS)),
      ...read.flatMap((list) => list.faults),
      ...secondNames('watchlist', parts, 'key'),
      ...faults,
      ...files.flatMap((file) => file.faults),
    ],
  };
}
