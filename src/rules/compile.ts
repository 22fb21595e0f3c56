import type { ViEvent } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';
import { verdicts } from './explain.ts';
import { holds, textOf, type Node } from './node.ts';
import type { Rule, RuleSet, RuleVerdict, StandingMute, Written } from './rule.ts';
import type { StockSet } from './stock-set.ts';
import { stocksIn } from './stocks-in.ts';
import type { StocksOf } from './word.ts';

/** A checked rule before it is compiled. */
export interface CheckedRule {
  readonly rule: Rule;
  readonly enabled: boolean;
  readonly expires: Day | undefined;
  readonly when: Node;
}

export interface CheckedMute {
  readonly mute: StandingMute;
  readonly when: Node;
}

export interface CheckedRules {
  readonly rules: readonly CheckedRule[];
  readonly mutes: readonly CheckedMute[];
  readonly lists: ReadonlyMap<string, StockSet>;
  /** What each list was made of. */
  readonly listTexts: ReadonlyMap<string, string>;
}

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

const writtenOf = ({ rules, mutes, listTexts }: CheckedRules): Written => ({
  rules: new Map(
    rules.map(({ rule, when, ...also }) => [
      rule.name,
      JSON.stringify({ ...rule, ...also, when: textOf(when) }),
    ]),
  ),
  watchlists: listTexts,
  mutes: new Map(mutes.map(({ mute }) => [mute.text, JSON.stringify(mute)])),
});

/** Makes the immutable set that decides; nothing here can fail. */
export function compile(checked: CheckedRules): RuleSet {
  const { rules, mutes, lists } = checked;
  const stocksOf = stocksIn(lists);
  const isTrue = (when: Node, event: ViEvent): boolean => holds(when, event, stocksOf) === true;
  return {
    rules: rules.map(({ rule }) => rule),
    standingMutes: mutes.map(({ mute }) => mute),
    watchlistNames: [...lists.keys()],
    written: writtenOf(checked),
    match: (event) =>
      rules
        .filter((one) => offReason(one, event.day) === undefined && isTrue(one.when, event))
        .map(({ rule }) => rule),
    explain: (event) => rules.map((rule) => verdict(rule, event, stocksOf)),
    watchlistsOf: (stock, name) =>
      new Set([...lists].filter(([, set]) => set.has(stock, name) === true).map(([list]) => list)),
    standingMute: (event) =>
      mutes.find(({ mute, when }) => !isOver(mute, event.day) && isTrue(when, event))?.mute,
  };
}

/** No rules at all: what is left when a person insists on a file that is gone. */
export const NO_RULES: RuleSet = compile({
  rules: [],
  mutes: [],
  lists: new Map(),
  listTexts: new Map(),
});
