import type { StockCode, ViEvent } from '../vi/event.ts';
import type { Day } from '../vi/kst.ts';

/** The most urgent first: `high` goes first and rings, `low` arrives silently. */
export const PRIORITIES = ['high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What becomes of an alert when its interruption is released (rules-language.md, `on_release`). */
export const ON_RELEASE = ['edit', 'reply', 'silent', 'none'] as const;
export type OnRelease = (typeof ON_RELEASE)[number];

/** `count` in any `ms` milliseconds: what `5/10m` says. */
export interface Rate {
  readonly count: number;
  readonly ms: number;
}

/** What a rule does once it matched; its conditions are compiled into the rule set. */
export interface Rule {
  readonly name: string;
  /** Channel names, at least one. */
  readonly notify: readonly string[];
  readonly priority: Priority;
  /** Milliseconds, or to the end of the KRX regular session. */
  readonly cooldown: number | 'until-close' | undefined;
  readonly limit: Rate | undefined;
  readonly onRelease: OnRelease;
  /** The text of its template; `undefined`: the built-in message. */
  readonly template: string | undefined;
  readonly note: string | undefined;
}

/** One condition of a rule as `explain` shows it. */
export interface ConditionVerdict {
  /** The word of the language, with its groups: `deviation`, `not.type`, `any[1].market`. */
  readonly word: string;
  /** The test as it was written: `>= 10`. */
  readonly test: string;
  /** The value seen, for people; `undefined`: the event has no value. */
  readonly value: string | undefined;
  readonly matched: boolean;
}

/** What a rule says of one event, as `explain` shows it. */
export interface RuleVerdict {
  readonly rule: string;
  readonly matched: boolean;
  /** Why a rule that is not tested at all is out: `enabled: false`, `expired 2026-11-01`. */
  readonly off: string | undefined;
  readonly conditions: readonly ConditionVerdict[];
}

/** What was written, by name: a text that differs when what is written under the name does. */
export interface Written {
  /** Made as it is read: a large set is not kept twice. */
  readonly rules: Iterable<readonly [name: string, text: string]>;
  /** With what the included files hold. */
  readonly watchlists: ReadonlyMap<string, string>;
  readonly mutes: ReadonlyMap<string, string>;
}

/** A checked and compiled `rules.yaml`. Immutable; a reload makes a new one. */
export interface RuleSet {
  /** Enabled or not, in the file's order. */
  readonly rules: readonly Rule[];
  readonly watchlistNames: readonly string[];
  /** For telling two sets apart. */
  readonly written: Written;
  /** The rules that match, in the file's order. */
  match(event: ViEvent): readonly Rule[];
  /** Every rule's verdict through the same compiled conditions as `match`. */
  explain(event: ViEvent): readonly RuleVerdict[];
  /** The names of the watchlists that hold the stock. */
  watchlistsOf(stock: StockCode, name: string | undefined): ReadonlySet<string>;
  readonly standingMutes: readonly StandingMute[];
  /** The standing mute that hides the event now, if one does. */
  standingMute(event: ViEvent): StandingMute | undefined;
}

/** A mute that stands in `rules.yaml`; those from chat are in the store (vi/mute.ts). */
export interface StandingMute {
  readonly reason: string | undefined;
  /** The place in the file's list, from 1, for `mutes` and `why`. */
  readonly index: number;
  /** Its conditions as written, one line. */
  readonly text: string;
  /** The last day on which it hides; `undefined`: it stays. */
  readonly expires: Day | undefined;
}
