import { atOnce, type Sliced } from '../platform/in-slices.ts';
import type { ViEvent } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';
import type { CheckedMute, CheckedRule, CheckedRules } from './checked-rules.ts';
import { verdicts } from './explain.ts';
import { indexRules } from './matching/rule-index.ts';
import { holds, type Node } from './node.ts';
import { rememberedByStock } from './remembered-by-stock.ts';
import { listing } from './resolve-watchlists.ts';
import type { Rule, RuleSet, RuleVerdict, StandingMute } from './rule.ts';
import { sharing } from './sharing.ts';
import type { StockSet } from './stock-set.ts';
import { stocksIn } from './stocks-in.ts';
import type { StocksOf } from './word.ts';

/** Why the rule is out on this day; `undefined`: it is on. */
function offReason({ enabled, expires }: CheckedRule, day: Day): string | undefined {
  if (!enabled) return 'enabled: false';
  return expires !== undefined && day > expires ? `expired ${expires}` : undefined;
}

const isOver = ({ expires }: StandingMute, day: Day): boolean =>
  expires !== undefined && day > expires;

function verdict(checked: CheckedRule, event: ViEvent, stocksOf: StocksOf): RuleVerdict {
  const rule = checked.rule.name;
  const off = offReason(checked, event.day);
  if (off !== undefined) return { rule, matched: false, off, conditions: [] };
  const conditions = verdicts(checked.when, event, stocksOf);
  return { rule, matched: holds(checked.when, event, stocksOf) === true, off, conditions };
}

const mutesByText = (mutes: readonly CheckedMute[]): ReadonlyMap<string, string> =>
  new Map(mutes.map(({ mute }) => [mute.text, JSON.stringify(mute)]));

function* rulesByName(rules: readonly CheckedRule[]): Iterable<readonly [string, string]> {
  for (const checked of rules) yield [checked.rule.name, JSON.stringify(checked)];
}

function* rulesOf(checked: readonly CheckedRule[]): Sliced<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const { rule } of checked) {
    rules.push(rule);
    yield;
  }
  return rules;
}

const watchlistsFinder = (lists: ReadonlyMap<string, StockSet>) =>
  rememberedByStock(
    (stock, name) =>
      new Set([...lists].filter(([, set]) => set.has(stock, name) === true).map(([list]) => list)),
  );

/** Makes the immutable set that decides, of rules that share what they say alike; it cannot fail. */
export function* compiling({ rules, mutes, watchlists }: CheckedRules): Sliced<RuleSet> {
  const lists = yield* listing(watchlists);
  const stocksOf = stocksIn(lists);
  const isTrue = (when: Node, event: ViEvent): boolean => holds(when, event, stocksOf) === true;
  const watchlistsOf = watchlistsFinder(lists);
  const own = yield* rulesOf(rules);
  const match = yield* indexRules(rules, own, { stocksOf, listsOf: watchlistsOf, isTrue });
  return {
    rules: own,
    standingMutes: mutes.map(({ mute }) => mute),
    watchlistNames: [...lists.keys()],
    written: {
      rules: { [Symbol.iterator]: () => rulesByName(rules)[Symbol.iterator]() },
      watchlists: watchlists.texts,
      mutes: mutesByText(mutes),
    },
    match,
    explain: (event) => rules.map((rule) => verdict(rule, event, stocksOf)),
    watchlistsOf,
    standingMute: (event) =>
      mutes.find(({ mute, when }) => !isOver(mute, event.day) && isTrue(when, event))?.mute,
  };
}

/** The same at once, of any rules. */
export const compile = (checked: CheckedRules): RuleSet =>
  atOnce(compiling({ ...checked, rules: checked.rules.map(sharing()) }));

/** No rules at all: what is left when a person insists on a file that is gone. */
export const NO_RULES: RuleSet = compile({
  rules: [],
  mutes: [],
  watchlists: { sources: new Map(), files: new Map(), texts: new Map() },
});
