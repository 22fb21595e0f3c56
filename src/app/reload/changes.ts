import type { Sliced } from '../../platform/in-slices.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Settings } from '../../settings/settings.ts';

/** What differs between two rule sets, by name. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly watchlists: readonly string[];
  /** The standing ones. */
  readonly mutes: boolean;
}

type Texts = ReadonlyMap<string, string>;

/** The names that only `a` has. */
const onlyIn = (a: Texts, b: Texts): readonly string[] =>
  [...a.keys()].filter((name) => !b.has(name));

const rewritten = (a: Texts, b: Texts): readonly string[] =>
  [...b].flatMap(([name, text]) => (a.has(name) && a.get(name) !== text ? [name] : []));

const differing = (a: Texts, b: Texts): readonly string[] => [
  ...onlyIn(b, a),
  ...rewritten(a, b),
  ...onlyIn(a, b),
];

/** The texts by name. */
function* mapOf(texts: Iterable<readonly [string, string]>): Sliced<Texts> {
  const map = new Map<string, string>();
  for (const [name, text] of texts) {
    map.set(name, text);
    yield;
  }
  return map;
}

export function* changesBetween({ written: a }: RuleSet, { written: b }: RuleSet): Sliced<Changes> {
  const before = yield* mapOf(a.rules);
  const after = yield* mapOf(b.rules);
  return {
    added: onlyIn(after, before),
    changed: rewritten(before, after),
    removed: onlyIn(before, after),
    watchlists: differing(a.watchlists, b.watchlists),
    mutes: differing(a.mutes, b.mutes).length > 0,
  };
}

/** The keys of `vigil.yaml` that a running bot does not change; `people` it does. */
const FIXED = ['feed', 'channels', 'operator', 'store', 'web'] as const;

/** Whether two parts of the settings say the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was written since the start and holds only after another one. */
export const needsRestart = (started: Settings, now: Settings): readonly string[] =>
  FIXED.filter((key) => !isSame(started[key], now[key]));
