import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { inOrder, type Fault } from '../yaml/fault.ts';
import { readConfig } from '../yaml/read-config.ts';
import { shown } from '../yaml/shown.ts';
import { faultIn, placeIn, type Path, type YamlFile } from '../yaml/yaml-file.ts';
import type { RuleSet } from '../rules/rule.ts';
import { fillIn, stocksOf } from './fill-in.ts';
import { chatOf } from './recording-channel.ts';
import type { Expectation, RuleTest } from './rule-test.ts';
import { saidMute } from './said-mute.ts';
import { testFileSchema, type WrittenTest } from './test-schema.ts';

export interface LoadedTests {
  /** Everything that is wrong, in the file's order. */
  readonly faults: readonly Fault[];
  /** None when there is a fault. */
  readonly tests: readonly RuleTest[];
}

/** What the tests may name. */
export interface Known {
  readonly rules: RuleSet;
  readonly channels: readonly string[];
}

const expectationOf = (written: WrittenTest['expect'][number]): Expectation => ({
  rule: written.rule,
  stock: written.stock,
  count: written.count,
  kind: written.kind,
  direction: written.direction,
  venue: written.venue,
  event: written.event,
  digest: written.digest,
  silent: written.silent,
  text: written.text ?? [],
  to: written.to,
});

/** Expectations of rules that the test does not look at: they could never be met. */
const outsideFaults = (yaml: YamlFile, { only, expect }: WrittenTest, path: Path) =>
  expect.flatMap(({ rule }, index) => {
    if (only === undefined || only.includes(rule)) return [];
    const message = `${shown(rule)} is not among \`only\``;
    return [faultIn(yaml, [...path, 'expect', index, 'rule'], { message })];
  });

type ReadTest =
  | { readonly test: RuleTest; readonly faults: readonly [] }
  | { readonly test: undefined; readonly faults: readonly Fault[] };

function readTest(yaml: YamlFile, written: WrittenTest, path: Path, { rules }: Known): ReadTest {
  const { name, at, events, only } = written;
  const stocks = stocksOf(fillIn({ at, events }));
  const said = (written.mutes ?? []).map(({ mute, in: channel }) => {
    const chat = channel === undefined ? undefined : chatOf(channel);
    return saidMute(mute, { chat, at, rules, stocks });
  });
  const unsaid = said.flatMap((mute, index) =>
    'fault' in mute ? [faultIn(yaml, [...path, 'mutes', index], { message: mute.fault })] : [],
  );
  const faults = [...unsaid, ...outsideFaults(yaml, written, path)];
  if (faults.length > 0) return { test: undefined, faults };
  const mutes = said.flatMap((mute) => ('fault' in mute ? [] : [mute]));
  const place = placeIn(yaml, path);
  const expect = written.expect.map(expectationOf);
  const { file } = yaml.source;
  return { test: { name, file, place, at, events, mutes, only, expect }, faults: [] };
}

const duplicateNames = (yaml: YamlFile, tests: readonly WrittenTest[]): readonly Fault[] =>
  tests.flatMap(({ name }, index) => {
    const twice = tests.slice(0, index).some((other) => other.name === name);
    const message = `Another test is called ${shown(name)} too`;
    return twice ? [faultIn(yaml, ['tests', index, 'name'], { message })] : [];
  });

/** Reads and checks one file of tests. All faults at once; with any there is no test. */
export function loadTests(folder: ConfigFolder, file: string, known: Known): LoadedTests {
  const { faults, yaml } = readConfig(folder, file);
  if (yaml === undefined) return { faults, tests: [] };
  const names = known.rules.rules.map(({ name }) => name);
  const schema = testFileSchema({ rules: names, channels: known.channels });
  const checked = checkValue(yaml, schema, yaml.value);
  if (!checked.ok) return { faults: inOrder(checked.faults), tests: [] };
  const written = checked.value.tests;
  const read = written.map((test, index) => readTest(yaml, test, ['tests', index], known));
  const all = [...read.flatMap((one) => one.faults), ...duplicateNames(yaml, written)];
  const tests = all.length > 0 ? [] : read.flatMap(({ test }) => test ?? []);
  return { faults: inOrder(all), tests };
}
