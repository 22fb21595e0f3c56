import type { Sliced } from '../../platform/in-slices.ts';
import type { Day } from '../../vi/kst.ts';
import type { CheckedRule } from '../checked-rules.ts';
import type { NumberTest, StockTest } from '../condition.ts';
import { facetsOf, type Facets } from './facets.ts';
import { forbiddenBy, placeOf } from './facts.ts';
import type { Common, DraftGroup, DraftSelection } from './group-table.ts';

/** So few rules are put in order in a moment. */
const LARGEST_GROUP = 1000;

interface Growing extends DraftSelection {
  readonly tests: readonly StockTest[];
  readonly groups: DraftGroup[];
  /** Those that take more rules, by what these ask alike. */
  readonly open: Map<string, DraftGroup>;
}

/** A test that is nothing but "at least"; `undefined`: it has two ends, or gaps. */
function boundOf(
  test: NumberTest,
): (Pick<Common, 'place'> & { readonly bound: number }) | undefined {
  const [range, ...others] = test.ranges;
  if (range === undefined || others.length > 0) return undefined;
  const place = placeOf(test);
  if (range.to === Infinity) return { place: place.of, bound: range.from };
  // "At most" is "at least" once both are turned.
  return range.from === -Infinity ? { place: place.turned, bound: -range.to } : undefined;
}

/** What a rule may ask as others do, and the bound that is its own. */
function shapeOf({ categories, numbers, rest }: Facets, expires: Day | undefined) {
  const own = numbers.find((test) => boundOf(test) !== undefined);
  const { place, bound = 0 } = (own && boundOf(own)) ?? { place: undefined };
  const within = numbers
    .filter((test) => test !== own)
    .map((test) => ({ place: placeOf(test).of, ranges: test.ranges }));
  const isPlain = expires === undefined && within.length + rest.length === 0;
  const common: Common = {
    forbidden: categories.reduce((mask, test) => mask | forbiddenBy(test), 0),
    further: isPlain ? undefined : { expires, numbers: within, rest },
    place,
  };
  return { common, bound };
}

function groupFor({ groups, open }: Growing, common: Common): DraftGroup {
  const key = JSON.stringify(common);
  const known = open.get(key);
  if (known !== undefined && known.rules.length < LARGEST_GROUP) return known;
  const group: DraftGroup = { common, bounds: [], rules: [] };
  open.set(key, group);
  groups.push(group);
  return group;
}

export interface Grouped {
  readonly selections: readonly DraftSelection[];
  /** The words that the groups ask for. */
  readonly words: ReadonlySet<string>;
}

/** Sorts rules by what they ask alike, each with its place in the file. */
export function* groupRules(rules: readonly CheckedRule[]): Sliced<Grouped> {
  const words = new Set<string>();
  const selections = new Map<string, Growing>();
  for (const [place, { enabled, expires, when }] of rules.entries()) {
    yield;
    if (!enabled) continue;
    const facets = facetsOf(when);
    const { stocks: tests, categories, numbers } = facets;
    for (const { word } of [...categories, ...numbers]) words.add(word);
    const key = JSON.stringify(tests);
    const selection = selections.get(key) ?? { tests, groups: [], open: new Map() };
    selections.set(key, selection);
    const { common, bound } = shapeOf(facets, expires);
    const group = groupFor(selection, common);
    group.bounds.push(bound);
    group.rules.push(place);
  }
  return { selections: [...selections.values()], words };
}
