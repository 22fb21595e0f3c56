import type { Sliced } from '../../platform/in-slices.ts';
import type { Day } from '../../vi/kst.ts';
import type { CheckedRule } from '../checked-rules.ts';
import type { NumberTest } from '../condition.ts';
import { facetsOf, type Facets } from './facets.ts';
import { ALWAYS, forbiddenBy, placeOf } from './facts.ts';
import type { AtLeast, Common, DraftGroup, Drafts, DraftSelection } from './group-table.ts';

/** So few rules are put in order in a moment. */
const LARGEST_GROUP = 5000;

/** Every event meets it. */
const ANYTHING: AtLeast = { place: ALWAYS, bound: 0 };

/** A test that is nothing but "at least"; `undefined`: it has two ends, or gaps. */
function boundOf(test: NumberTest): AtLeast | undefined {
  const [range, ...others] = test.ranges;
  if (range === undefined || others.length > 0) return undefined;
  const place = placeOf(test);
  if (range.to === Infinity) return { place: place.of, bound: range.from };
  // "At most" is "at least" once both are turned.
  return range.from === -Infinity ? { place: place.turned, bound: -range.to } : undefined;
}

/** What a rule may ask as others do, and the bound that is its own. */
function shapeOf({ categories, numbers, rest }: Facets, expires: Day | undefined) {
  const bounds = numbers.map(boundOf);
  const [own = ANYTHING, shared = ANYTHING] = bounds.filter((bound) => bound !== undefined);
  const within = numbers
    .filter((_, n) => bounds[n] !== own && bounds[n] !== shared)
    .map((test) => ({ place: placeOf(test).of, ranges: test.ranges }));
  const isPlain = expires === undefined && within.length + rest.length === 0;
  const common: Common = {
    forbidden: categories.reduce((mask, test) => mask | forbiddenBy(test), 0),
    shared,
    further: isPlain ? undefined : { expires, numbers: within, rest },
    own: own.place,
  };
  return { common, bound: own.bound };
}

/** Gives the group that takes one more rule which asks this. */
function growingGroups() {
  const groups: DraftGroup[] = [];
  const open = new Map<string, DraftGroup>();
  const groupFor = (common: Common): DraftGroup => {
    const key = JSON.stringify(common);
    const known = open.get(key);
    if (known !== undefined && known.rules.length < LARGEST_GROUP) return known;
    const group: DraftGroup = { common, rules: [] };
    open.set(key, group);
    groups.push(group);
    return group;
  };
  return { groups, groupFor };
}

export interface Grouped extends Drafts {
  /** The words that the groups ask for. */
  readonly words: ReadonlySet<string>;
}

/** Sorts rules by what they ask alike, each with its place in the file. */
export function* groupRules(rules: readonly CheckedRule[]): Sliced<Grouped> {
  const words = new Set<string>();
  const { groups, groupFor } = growingGroups();
  const selections = new Map<string, DraftSelection>();
  for (const [place, { enabled, expires, when }] of rules.entries()) {
    yield;
    if (!enabled) continue;
    const facets = facetsOf(when);
    const { stocks: tests, categories, numbers } = facets;
    for (const { word } of [...categories, ...numbers]) words.add(word);
    const key = JSON.stringify(tests);
    const selection = selections.get(key) ?? { tests, ranks: [] };
    selections.set(key, selection);
    const { common, bound } = shapeOf(facets, expires);
    groupFor(common).rules.push({ place, bound, selection });
  }
  return { groups, selections: [...selections.values()], words };
}
