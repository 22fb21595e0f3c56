import type { Day } from '../vi/kst.ts';
import type { Node } from './node.ts';
import type { Rule, StandingMute } from './rule.ts';
import type { StockSet } from './stock-set.ts';

/** A checked rule before it is compiled: plain data. */
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
