// `npm run bench:load [-- --quick] [--json]`: the rules are replaced while the loop is watched, as a
// reload does it: a thread reads and checks, this one compiles and compares with what ran before.
// Beside it the same in one go. About 2 min, with --quick 20 s.
import '../../helpers/as-launched.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { changesBetween } from '../../../src/app/reload/changes.ts';
import { judgeReload } from '../../../src/app/reload/judge-reload.ts';
import { startReader } from '../../../src/app/reload/reader.ts';
import { loadConfiguration, type Configuration } from '../../../src/configuration.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { inSlices } from '../../../src/platform/in-slices.ts';
import type { RuleSet } from '../../../src/rules/rule.ts';
import { configFolder } from '../../../src/yaml/config-folder.ts';
import { markdownTable } from '../markdown-table.ts';
import { watchLoop } from './watch-loop.ts';
import { rulesFiles, type Format } from './rules-text.ts';

const VIGIL = 'channels: { phone: { console: {} } }\n';
/** What the program waits for silence before it reads. */
const QUIET_MS = 500;

interface Result {
  readonly rules: number;
  readonly format: Format;
  readonly how: string;
  /** From the last write, the 500 ms of silence included. */
  readonly liveAfterMs: number;
  /** The longest time of the processor that passed between two turns of the loop. */
  readonly longestTurnMs: number;
  /** How late a timer rang at the most: on a busy machine mostly by what else runs there. */
  readonly latestTimerMs: number;
}

const SIZES: readonly (readonly [rules: number, format: Format])[] = [
  [10, 'YAML'],
  [1_000, 'YAML'],
  [1_000, 'JSON'],
  [5_000, 'YAML'],
  [5_000, 'JSON'],
  [100_000, 'JSON'],
];

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-load-'));

async function measured(format: Format, how: string, load: () => Promise<Configuration>) {
  const watch = watchLoop();
  await wait(20);
  const began = performance.now();
  const { rules, rulesFaults } = await load();
  const took = performance.now() - began;
  await wait(20);
  if (rules === undefined) throw new Error(JSON.stringify(rulesFaults[0]));
  const result: Result = {
    rules: rules.rules.length,
    format,
    how,
    liveAfterMs: Math.round(took),
    ...watch.end(),
  };
  return result;
}

/** As the program does: the thread gets ready while the files have to be quiet. */
async function aside(before?: RuleSet): Promise<Configuration> {
  const reader = startReader(folder, {}, systemClock);
  try {
    await wait(QUIET_MS);
    const read = await reader.read();
    if (before !== undefined && read.rules !== undefined) {
      judgeReload(read, { rules: before, folder, channels: ['phone'] }, false);
      await inSlices(systemClock, changesBetween(before, read.rules));
    }
    return read;
  } finally {
    await reader.close();
  }
}

async function inOneGo(): Promise<Configuration> {
  await wait(QUIET_MS);
  return loadConfiguration(configFolder(folder), {});
}

const results: Result[] = [];
try {
  writeFileSync(join(folder, 'vigil.yaml'), VIGIL);
  for (const [count, format] of SIZES) {
    if (options.quick === true && count > 1_000) continue;
    for (const [name, text] of Object.entries(rulesFiles(count, format))) {
      writeFileSync(join(folder, name), text);
    }
    // The first one pays for code that nobody has run before.
    const { rules } = await aside();
    results.push(await measured(format, 'a thread reads, the loop goes on', () => aside(rules)));
    results.push(await measured(format, 'in one go', inOneGo));
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (options.json === true) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else {
  const header = [
    'rules',
    'files',
    'how',
    'live after the last write, ms',
    'longest turn of the loop, CPU ms',
    'latest timer, ms',
  ];
  const rows = results.map((result) => Object.values(result).map(String));
  process.stdout.write(`${markdownTable([header, ...rows])}\n`);
}
