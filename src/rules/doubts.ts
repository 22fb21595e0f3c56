import type { Day } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import { below, type At, type YamlFile } from '../yaml/yaml-file.ts';
import type { CheckedMute, CheckedRule } from './checked-rules.ts';
import { leavesOf, type Leaf } from './node.ts';
import type { Watchlists } from './watchlists.ts';

/** A checked rule or mute with its place. */
export interface Found<T> extends At {
  readonly value: T;
}

/** Checked files, and what they are held against to find what is probably not meant. */
export interface Doubts {
  readonly files: readonly YamlFile[];
  readonly rules: readonly Found<CheckedRule>[];
  readonly mutes: readonly Found<CheckedMute>[];
  readonly lists: Watchlists;
  readonly stocks: StockList | undefined;
  readonly today: Day | undefined;
  /** Names of channels that are told no alerts. */
  readonly withoutAlerts: readonly string[];
}

interface PlacedLeaf extends Leaf {
  readonly at: At;
}

/** Every word of every rule and mute, with its place. */
export const leaves = ({ rules, mutes }: Doubts): readonly PlacedLeaf[] =>
  [...rules, ...mutes].flatMap((found) =>
    leavesOf(found.value.when).map((leaf) => ({
      ...leaf,
      at: below(found, 'when', ...leaf.path),
    })),
  );
