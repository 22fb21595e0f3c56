import type { StockCode, ViEvent } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';
import { verdicts } from './explain.ts';
import { holds, mayHold, textOf, type Node } from './node.ts';
import type { Rule, RuleSet, RuleVerdict, StandingMute, Written } from './rule.ts';
import type { StockSet } from './stock-set.ts';

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

// More stocks than are listed; a flood of invented codes cannot fill the memory.
const REMEMBERED_STOCKS = 5000;

/** Why the rule is out on this day; `undefined`: it is on. */
function offReason({ enabled, expires }: CheckedRule, day: Day): string | undefined {
  if (!enabled) return 'enabled: false';
  return expires !== undefined && day > expires ? `expired ${expires}` : undefined;
}

const isOver = ({ expires }: StandingMute, day: Day): boolean =>
  expires !== undefined && day > expires;

/** The rules that an event of this stock can match at all, remembered per stock. */
function candidates(rules: readonly CheckedRule[]): (stock: StockCode) => readonly CheckedRule[] {
  const known = new Map<StockCode, readonly CheckedRule[]>();
  return (stock) => {
    const found = known.get(stock) ?? rules.filter(({ when }) => mayHold(when, stock));
    if (known.size >= REMEMBERED_STOCKS) known.clear();
    known.set(stock, found);
    return found;
  };
}

function verdict(checked: CheckedRule, event: ViEvent): RuleVerdict {
  const rule = checked.rule.name;
  const off = offReason(checked, event.day);
  if (off !== undefined) return { rule, matched: false, off, conditions: [] };
  const conditions = verdicts(checked.when, event);
  return { rule, matched: holds(checked.when, event) === true, off, conditions };
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
  const candidatesOf = candidates(rules);
  return {
    rules: rules.map(({ rule }) => rule),
    standingMutes: mutes.map(({ mute }) => mute),
    watchlistNames: [...lists.keys()],
    written: writtenOf(checked),
    match: (event) =>
      candidatesOf(event.stock)
        .filter((one) => offReason(one, event.day) === undefined && holds(one.when, event) === true)
        .map(({ rule }) => rule),
    explain: (event) => rules.map((rule) => verdict(rule, event)),
    watchlistsOf: (stock, name) =>
      new Set([...lists].filter(([, set]) => set.has(stock, name) === true).map(([list]) => list)),
    standingMute: (event) =>
      mutes.find(({ mute, when }) => !isOver(mute, event.day) && holds(when, event) === true)?.mute,
  };
}

/** No rules at all: what is left when a person insists on a file that is gone. */
export const NO_RULES: RuleSet = compile({
  rules: [],
  mutes: [],
  lists: new Map(),
  listTexts: new Map(),
});
