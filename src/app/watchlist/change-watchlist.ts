import type { WatchChange, WatchFault } from '../../command/watch-change.ts';
import { readListFile } from '../../rules/list-file.ts';
import { listsIn } from '../../rules/resolve-watchlists.ts';
import {
  readWatchlists,
  type Placed,
  type Watchlist,
  type Watchlists,
} from '../../rules/watchlists.ts';
import type { ConfigFolder } from '../../yaml/config-folder.ts';
import { asList, asMap } from '../../yaml/raw.ts';
import { readData } from '../../yaml/read-data.ts';
import { parseYaml } from '../../yaml/read-yaml.ts';
import { placeIn, type At, type YamlFile } from '../../yaml/yaml-file.ts';
import { addToList, dropFromList } from './list-text.ts';

/** The text of `rules.yaml` after the change, or why there is none. */
export type Changed = { readonly text: string } | { readonly fault: WatchFault };

type Stock = WatchChange['stock'];

const placeText = ({ yaml, path }: At): string => `${yaml.source.file}:${placeIn(yaml, path).line}`;

/** Whether a text of the file names the stock. */
const isNamed = (text: string, { code, name }: Stock): boolean => text === code || text === name;

/** Whether a list or file that is named there holds the stock. */
function brings(folder: ConfigFolder, lists: Watchlists, { source }: Placed, stock: Stock) {
  const { code, name } = stock;
  switch (source.is) {
    case 'stock':
      return false;
    case 'list':
      return (
        listsIn(lists.checked)
          .get(source.name)
          ?.has(code, name === code ? undefined : name) === true
      );
    case 'file':
      return readListFile(folder, source.name).texts.some((text) => isNamed(text, stock));
  }
}

/** Where the list takes the stock in, and where out. */
function mentions(folder: ConfigFolder, lists: Watchlists, all: readonly Placed[], stock: Stock) {
  const isOwn = ({ source }: Placed): boolean =>
    source.is === 'stock' && isNamed(source.text, stock);
  const isBrought = (one: Placed): boolean => brings(folder, lists, one, stock);
  const takenIn = all.filter(({ except }) => !except);
  return {
    own: takenIn.find(isOwn),
    brought: takenIn.find(isBrought),
    except: all.find((one) => one.except && (isOwn(one) || isBrought(one))),
  };
}

/** Why the change would not do what it says. */
function obstacle(
  list: Watchlist,
  { change }: WatchChange,
  { own, brought, except }: ReturnType<typeof mentions>,
): WatchFault | undefined {
  const at = (is: WatchFault['is'], placed: Placed): WatchFault => ({
    is,
    place: placeText(placed),
    about: placed.source.is === 'stock' ? placed.source.text : placed.source.name,
  });
  if (change === 'remove') {
    if (brought !== undefined && except === undefined) return at('included', brought);
    return own === undefined ? { is: 'not-listed', place: placeText(list) } : undefined;
  }
  if (except !== undefined) return at('excepted', except);
  if (own !== undefined) return at('listed', own);
  return brought && at('included', brought);
}

/** A number of the file is a code without leading zeros. */
const entriesOf = (value: unknown, list: string): readonly unknown[] =>
  asList(asMap(asMap(value).get('watchlists')).get(list)).map((entry) =>
    typeof entry === 'number' ? String(entry) : entry,
  );

/** What the file says with these entries in the list, as a text to compare. */
const saying = (value: unknown, list: string, entries: readonly unknown[]): string =>
  JSON.stringify({
    ...Object.fromEntries(asMap(value)),
    watchlists: [...asMap(asMap(value).get('watchlists'))].map(([name, own]) => [
      name,
      name === list ? entries : own,
    ]),
  });

const isOwnEntry =
  (stock: Stock) =>
  (entry: unknown): boolean =>
    typeof entry === 'string' && isNamed(entry.trim(), stock);

function added({ source }: YamlFile, { list, stock }: WatchChange): string | undefined {
  const { code, name } = stock;
  return addToList(source.text, parseYaml(source.text), list, {
    code,
    name: name === code ? undefined : name,
  });
}

/** Without every entry that names the stock: by its code, by its name, or twice. */
function removed(yaml: YamlFile, { list, stock }: WatchChange): string | undefined {
  const index = entriesOf(yaml.value, list).findIndex(isOwnEntry(stock));
  if (index < 0) return yaml.source.text;
  const text = dropFromList(yaml.source.text, parseYaml(yaml.source.text), list, index);
  const next = text === undefined ? undefined : parsed(yaml.source.file, text);
  return next && removed(next, { list, stock, change: 'remove' });
}

const parsed = (file: string, text: string): YamlFile | undefined =>
  readData(file, new TextEncoder().encode(text)).yaml;

/** The new text, unless it says anything else than what was asked for. */
function edited(yaml: YamlFile, change: WatchChange): string | undefined {
  const { list, stock } = change;
  const before = entriesOf(yaml.value, list);
  const [text, wanted] =
    change.change === 'add'
      ? [added(yaml, change), [...before, stock.code]]
      : [removed(yaml, change), before.filter((entry) => !isOwnEntry(stock)(entry))];
  const after = text === undefined ? undefined : parsed(yaml.source.file, text);
  if (after === undefined) return undefined;
  const says = saying(after.value, list, entriesOf(after.value, list));
  return says === saying(yaml.value, list, wanted) ? text : undefined;
}

/**
 * Changes one list of `rules.yaml`, the first of these files without faults. Comments, order and
 * every other line stay.
 */
export function changeWatchlist(
  folder: ConfigFolder,
  files: readonly [main: YamlFile, ...included: readonly YamlFile[]],
  change: WatchChange,
): Changed {
  const [main] = files;
  const lists = readWatchlists(folder, files);
  const list = lists.lists.get(change.list);
  if (list === undefined) return { fault: { is: 'no-list', place: main.source.file } };
  const found = mentions(folder, lists, list.entries, change.stock);
  const fault = obstacle(list, change, found);
  if (fault !== undefined) return { fault };
  if (list.yaml.source.file !== `${folder.path}/rules.yaml`)
    return { fault: { is: 'elsewhere', place: placeText(list) } };
  const text = edited(main, change);
  if (text !== undefined) return { text };
  return { fault: { is: 'by-hand', place: placeText(list) } };
}
