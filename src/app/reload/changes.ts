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

type Texts = Iterable<readonly [name: string, text: string]>;

/** What stands in both texts is told where it differs. */
function* differing(a: Texts, b: Texts): Sliced<Pick<Changes, 'added' | 'changed' | 'removed'>> {
  const before = new Map<string, string>();
  for (const [name, text] of a) {
    before.set(name, text);
    yield;
  }
  const [added, changed]: [string[], string[]] = [[], []];
  for (const [name, text] of b) {
    const was = before.get(name);
    if (was === undefined) added.push(name);
    else if (was !== text) changed.push(name);
    before.delete(name);
    yield;
  }
  return { added, changed, removed: [...before.keys()] };
}

function* namesOf(a: Texts, b: Texts): Sliced<readonly string[]> {
  const { added, changed, removed } = yield* differing(a, b);
  return [...added, ...changed, ...removed];
}

export function* changesBetween({ written: a }: RuleSet, { written: b }: RuleSet): Sliced<Changes> {
  return {
    ...(yield* differing(a.rules, b.rules)),
    watchlists: yield* namesOf(a.watchlists, b.watchlists),
    mutes: (yield* namesOf(a.mutes, b.mutes)).length > 0,
  };
}

/** The keys of `vigil.yaml` that a running bot does not change; `people` it does. */
const FIXED = ['feed', 'channels', 'operator', 'store', 'web'] as const;

/** Whether two parts of the settings say the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was written since the start and holds only after another one. */
export const needsRestart = (started: Settings, now: Settings): readonly string[] =>
  FIXED.filter((key) => !isSame(started[key], now[key]));
