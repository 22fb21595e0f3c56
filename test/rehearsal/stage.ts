import { WRITER } from '../../src/alert/writer.ts';
import { loadTests, type LoadedTests } from '../../src/rehearsal/load-tests.ts';
import type { Stage } from '../../src/rehearsal/rehearse.ts';
import { runTests, type TestRun } from '../../src/rehearsal/run-tests.ts';
import { differenceOf } from '../../src/rehearsal/test-report.ts';
import { loadRules } from '../../src/rules/load-rules.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';
import { channelSettings } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const CHANNELS = ['phone', 'desk'] as const;

/** The rules of a text, on channels `phone` and `desk`. */
export function stageOf(rules: string): Stage {
  const { set, faults } = loadRules(folderOf({ 'rules.yaml': rules }), { channels: CHANNELS });
  if (set === undefined) throw new Error(JSON.stringify(faults));
  return {
    rules: set,
    channels: CHANNELS.map((name) => channelSettings(name)),
    writer: WRITER,
  };
}

/** The tests of a text. */
export function read(stage: Stage, tests: string): LoadedTests {
  const folder = folderOf({ 'rules.test.yaml': tests });
  return loadTests(folder, 'rules.test.yaml', { rules: stage.rules, channels: CHANNELS });
}

/** Runs the tests of a text on the rules of another. */
export function run(rules: string, tests: string): Promise<TestRun> {
  const stage = stageOf(rules);
  const { faults, tests: loaded } = read(stage, tests);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return runTests(stage, loaded, fakeClock());
}

/** Runs one test, given as the lines below its name, and tells the difference. */
export async function difference(rules: string, lines: string): Promise<readonly string[]> {
  const body = lines.replaceAll(/^/gm, '    ');
  const { results } = await run(
    rules,
    `tests:\n  - name: t\n    at: "2026-11-20 09:05:00"\n${body}\n`,
  );
  return results.flatMap(differenceOf);
}
