import { atOnce, type Sliced } from '../platform/in-slices.ts';
import { stockSet, unionOf, without, type StockSet } from './stock-set.ts';
import type { Source } from './watchlist-schema.ts';

/** What a list takes in, or out. */
export interface Taken {
  readonly source: Source;
  readonly except: boolean;
}

/** What each list takes in and out, by its name. */
export type Sources = ReadonlyMap<string, readonly Taken[]>;

/** The lists that lead from `name` back to itself, if they do. */
export function cycleOf(name: string, sources: Sources): readonly string[] | undefined {
  const visited = new Set<string>();
  const trail: string[] = [];
  const leadsBack = (at: string): boolean => {
    trail.push(at);
    if (visited.has(at) && at === name) return true;
    if (!visited.has(at)) {
      visited.add(at);
      const inner = sources.get(at) ?? [];
      if (inner.some(({ source }) => source.is === 'list' && leadsBack(source.name))) return true;
    }
    trail.pop();
    return false;
  };
  return leadsBack(name) ? trail : undefined;
}

export interface Listed {
  readonly sources: Sources;
  /** What the included files hold, by their names. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** Whether the list takes in any stock; what it takes out does not count. */
export function takesIn(name: string, { sources, files }: Listed): boolean {
  const visited = new Set<string>();
  const any = (list: string): boolean => {
    if (visited.has(list)) return false;
    visited.add(list);
    return (sources.get(list) ?? []).some(({ source, except }) => {
      if (except) return false;
      if (source.is === 'list') return any(source.name);
      return source.is === 'stock' || (files.get(source.name) ?? []).length > 0;
    });
  };
  return any(name);
}

/** Every list as the stocks it holds; a file that could not be read holds none. */
export function* listing({ sources, files }: Listed): Sliced<ReadonlyMap<string, StockSet>> {
  const sets = new Map<string, StockSet>();
  const setOf = (name: string): StockSet => {
    const known = sets.get(name);
    if (known !== undefined) return known;
    // While it is being made, and for good in a cycle (a fault), it is empty.
    sets.set(name, stockSet([]));
    const all = sources.get(name) ?? [];
    const taken = all.filter((one) => one.except);
    const included = partOf(all.filter((one) => !one.except));
    const made = taken.length === 0 ? included : without(included, partOf(taken));
    sets.set(name, made);
    return made;
  };
  const partOf = (all: readonly Taken[]): StockSet => {
    const texts = all.flatMap(({ source }) => {
      if (source.is === 'stock') return [source.text];
      return source.is === 'file' ? (files.get(source.name) ?? []) : [];
    });
    const lists = all.flatMap(({ source }) => (source.is === 'list' ? [setOf(source.name)] : []));
    return unionOf([stockSet(texts), ...lists]);
  };
  const all = new Map<string, StockSet>();
  for (const name of sources.keys()) {
    all.set(name, setOf(name));
    yield;
  }
  return all;
}

/** The same at once. */
export const listsIn = (listed: Listed): ReadonlyMap<string, StockSet> => atOnce(listing(listed));
