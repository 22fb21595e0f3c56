import type { Clock } from '../platform/clock.ts';
import type { RuleSet } from '../rules/rule.ts';
import { compare, together, type Told } from './compare.ts';
import { rehearse, type Rehearsal, type Stage } from './rehearse.ts';
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

const isAbout = ({ only }: RuleTest, rule: string): boolean =>
  only === undefined || only.includes(rule);

/** What differs between what the test expects and what came, with the reasons. */
function judge(
  test: RuleTest,
  rehearsal: Rehearsal,
  rules: RuleSet,
): Pick<TestResult, 'missing' | 'unexpected'> {
  const told = rehearsal.told.filter(({ rule }) => isAbout(test, rule));
  const { missing, unexpected } = compare(test.expect, together(told));
  return {
    missing: missing.map((wanted) => ({ wanted, why: whySilent(wanted, rehearsal, rules) })),
    unexpected,
  };
}

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
    for (const rule of rehearsal.reached) if (isAbout(test, rule)) reached.add(rule);
    const { missing, unexpected } = judge(test, rehearsal, stage.rules);
    const ok = missing.length === 0 && unexpected.length === 0;
    results.push({ test, ok, missing, unexpected, ms: clock.elapsed() - began });
  }
  const names = stage.rules.rules.map(({ name }) => name);
  return { results, unreached: names.filter((name) => !reached.has(name)) };
}
