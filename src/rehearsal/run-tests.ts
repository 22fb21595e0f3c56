import type { Clock } from '../platform/clock.ts';
import { compare, together, type Told } from './compare.ts';
import { rehearse, type Stage } from './rehearse.ts';
import type { Expectation, RuleTest } from './rule-test.ts';
import { whySilent } from './why-silent.ts';

/** An expected message that was not sent, and why. */
export interface Missing {
  readonly wanted: Expectation;
  readonly why: readonly string[];
}

/** How one test ended. */
export interface TestResult {
  readonly test: RuleTest;
  readonly ok: boolean;
  readonly missing: readonly Missing[];
  readonly unexpected: readonly Told[];
  readonly ms: number;
}

/** How all tests ended, and what they did not try. */
export interface TestRun {
  readonly results: readonly TestResult[];
  /** Rules that matched no event of any test, in the file's order. */
  readonly unreached: readonly string[];
}

const isAbout =
  ({ only }: RuleTest) =>
  (rule: string): boolean =>
    only === undefined || only.includes(rule);

/** Rehearses the tests one after the other; `clock` only measures how long each takes. */
export async function runTests(
  stage: Stage,
  tests: readonly RuleTest[],
  clock: Clock,
): Promise<TestRun> {
  const reached = new Set<string>();
  const results: TestResult[] = [];
  for (const test of tests) {
    const began = clock.elapsed();
    const rehearsal = await rehearse(stage, test);
    rehearsal.reached.filter(isAbout(test)).forEach((rule) => reached.add(rule));
    const told = rehearsal.told.filter(({ rule }) => isAbout(test)(rule));
    const { missing, unexpected } = compare(test.expect, together(told));
    results.push({
      test,
      ok: missing.length === 0 && unexpected.length === 0,
      missing: missing.map((wanted) => ({
        wanted,
        why: whySilent(wanted, rehearsal, stage.rules),
      })),
      unexpected,
      ms: clock.elapsed() - began,
    });
  }
  const unreached = stage.rules.rules.map(({ name }) => name).filter((name) => !reached.has(name));
  return { results, unreached };
}
