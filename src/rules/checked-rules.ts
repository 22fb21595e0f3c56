import type { Day } from '../vi/kst.ts';
import type { Node } from './node.ts';
import type { Sources } from './resolve-watchlists.ts';
import type { Rule, StandingMute } from './rule.ts';

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

/** The watchlists as they were read. */
export interface CheckedWatchlists {
  readonly sources: Sources;
  /** What the included files hold, by their names. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** What each list is made of, included files and all, as one text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A file without faults: plain data, which one thread can hand to another. */
export interface CheckedRules {
  readonly rules: readonly CheckedRule[];
  readonly mutes: readonly CheckedMute[];
  readonly watchlists: CheckedWatchlists;
}
