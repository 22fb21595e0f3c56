import type { Day } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import type { Complaint, Fault } from '../yaml/fault.ts';
import { faultIn, type Path, type YamlFile } from '../yaml/yaml-file.ts';
import type { CheckedMute, CheckedRule } from './checked-rules.ts';
import { leavesOf, type Leaf } from './node.ts';
import type { Watchlists } from './watchlists.ts';

/** A checked rule or mute with its place. */
export interface Found<T> {
  readonly path: Path;
  readonly value: T;
}

/** A checked file, and what it is held against to find what is probably not meant. */
export interface Doubts {
  readonly yaml: YamlFile;
  readonly rules: readonly Found<CheckedRule>[];
  readonly mutes: readonly Found<CheckedMute>[];
  readonly lists: Watchlists;
  readonly stocks: StockList | undefined;
  readonly today: Day | undefined;
  /** Names of channels that are told no alerts. */
  readonly withoutAlerts: readonly string[];
}

interface PlacedLeaf extends Leaf {
  readonly at: Path;
}

/** Every word of every rule and mute, with its place. */
export const leaves = ({ rules, mutes }: Doubts): readonly PlacedLeaf[] =>
  [...rules, ...mutes].flatMap(({ path, value }) =>
    leavesOf(value.when).map((leaf) => ({ ...leaf, at: [...path, 'when', ...leaf.path] })),
  );

export const warn = (doubts: Doubts, path: Path, complaint: Complaint, on?: 'key'): Fault =>
  faultIn(doubts.yaml, path, complaint, on);
