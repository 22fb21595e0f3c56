import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { WRITER } from '../alert/writer.ts';
import { junit } from '../rehearsal/junit.ts';
import { loadTests } from '../rehearsal/load-tests.ts';
import type { Stage } from '../rehearsal/rehearse.ts';
import { runTests, type TestRun } from '../rehearsal/run-tests.ts';
import { testJson, testReport } from '../rehearsal/test-report.ts';
import { loadRules } from '../rules/load-rules.ts';
import type { RuleSet } from '../rules/rule.ts';
import { settingsOf } from '../settings/load-settings.ts';
import { loadVigil, type LoadedVigil } from '../settings/load-vigil.ts';
import { TELL_ALL, type ChannelSettings } from '../settings/settings.ts';
import { configFolder } from '../yaml/config-folder.ts';
import type { Fault } from '../yaml/fault.ts';
import { tellFaults } from './check.ts';
import { configOption } from './config-option.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly junit?: string;
}

const SUFFIX = '.test.yaml';
const RULES = ['rules.yaml', 'rules.json'];
const unsaid = (name: string): ChannelSettings => ({
  name,
  target: { platform: 'console' },
  locale: 'ko',
  limits: undefined,
  digestAfter: 3_000,
  usefulFor: 150_000,
  fallback: undefined,
  tell: TELL_ALL,
  quiet: undefined,
});

/** The channels of `vigil.yaml`; without a sound one those that the rules name. */
function channelsOf({ vigil }: LoadedVigil, { rules }: RuleSet): readonly ChannelSettings[] {
  if (vigil !== undefined) return settingsOf(vigil, {}).channels;
  return [...new Set(rules.flatMap(({ notify }) => notify))].map(unsaid);
}

function stageOf(
  folder: string,
): { readonly stage: Stage } | { readonly faults: readonly Fault[] } {
  const files = configFolder(folder);
  const vigil = loadVigil(files);
  const { channels } = vigil;
  const { set, faults } = loadRules(files, channels === undefined ? {} : { channels });
  if (set === undefined) return { faults };
  return { stage: { rules: set, channels: channelsOf(vigil, set), writer: WRITER } };
}

/** The folder's own test files. */
function filesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  return names.toSorted().map((name) => join(folder, name));
}

/** Tests lie beside their rules: a named file brings its folder, unless one was asked for. */
function folderOf(files: readonly string[], { config }: Options, isAsked: boolean): string {
  const beside = dirname(files[0] ?? config);
  const hasRules = RULES.some((name) => existsSync(join(beside, name)));
  return !isAsked && files.length > 0 && hasRules ? beside : config;
}

function refuse(faults: readonly Fault[], { json }: Options, io: Io): number {
  if (json === true) io.out(`${JSON.stringify({ ok: false, faults }, undefined, 2)}\n`);
  else tellFaults(io, faults);
  return 1;
}

function writeJunit(file: string, run: TestRun): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, junit(run));
}

async function test(
  named: readonly string[],
  options: Options,
  isAsked: boolean,
  io: Io,
): Promise<number> {
  const folder = folderOf(named, options, isAsked);
  const made = stageOf(folder);
  if ('faults' in made) return refuse(made.faults, options, io);
  const { stage } = made;
  const files = named.length > 0 ? named : filesOf(folder);
  if (files.length === 0) {
    io.tell(`테스트 파일이 없습니다 (no test files): ${join(folder, `*${SUFFIX}`)}`);
    return 1;
  }
  const known = { rules: stage.rules, channels: stage.channels.map(({ name }) => name) };
  const loaded = files.map((file) => loadTests(configFolder(dirname(file)), basename(file), known));
  const faults = loaded.flatMap((one) => one.faults);
  if (faults.length > 0) return refuse(faults, options, io);
  const run = await runTests(
    stage,
    loaded.flatMap(({ tests }) => tests),
    io.clock,
  );
  if (options.junit !== undefined) writeJunit(options.junit, run);
  io.out(
    options.json === true ? `${JSON.stringify(testJson(run), undefined, 2)}\n` : testReport(run),
  );
  return run.results.every(({ ok }) => ok) ? 0 : 1;
}

/** Adds `test`: the rules' own tests, on a simulated clock. It sends nothing. */
export function registerTest(program: Command, io: Io): void {
  program
    .command('test [files...]')
    .description("the rules' own tests: events in, messages out, on a simulated clock")
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .option('--junit <file>', 'writes the results as JUnit XML, too')
    .action(async (files: readonly string[], options: Options, command: Command) => {
      const isAsked = command.getOptionValueSource('config') === 'cli';
      io.exit(await test(files, options, isAsked, io));
    });
}
