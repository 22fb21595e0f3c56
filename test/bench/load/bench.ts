// `npm run bench:load [-- --quick] [--json]`: rules.yaml is replaced while the loop is watched, as a
// reload does it: a thread reads and checks, this one compiles. Beside it the same in one go. About
// 1 min, with --quick 15 s.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startReader } from '../../../src/app/reload/reader.ts';
import { loadConfiguration, type Configuration } from '../../../src/configuration.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { configFolder } from '../../../src/yaml/config-folder.ts';
import { markdownTable } from '../markdown-table.ts';
import { watchLoop } from './watch-loop.ts';
import { rulesText } from './rules-text.ts';

const VIGIL = 'channels: { phone: { console: {} } }\n';
/** What the program waits for silence before it reads. */
const QUIET_MS = 500;

interface Result {
  readonly rules: number;
  readonly how: string;
  /** From the last write, the 500 ms of silence included. */
  readonly liveAfterMs: number;
  /** The longest time of the processor that passed between two turns of the loop. */
  readonly longestTurnMs: number;
  /** How late a timer rang at the most: on a busy machine mostly by what else runs there. */
  readonly latestTimerMs: number;
}

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-load-'));

async function measured(how: string, load: () => Promise<Configuration>) {
  const watch = watchLoop();
  await wait(20);
  const began = performance.now();
  const { rules, rulesFaults } = await load();
  const took = performance.now() - began;
  await wait(20);
  if (rules === undefined) throw new Error(JSON.stringify(rulesFaults[0]));
  const result: Result = {
    rules: rules.rules.length,
    how,
    liveAfterMs: Math.round(took),
    ...watch.end(),
  };
  return result;
}

const results: Result[] = [];
try {
  writeFileSync(join(folder, 'vigil.yaml'), VIGIL);
  for (const count of options.quick === true ? [10, 1_000] : [10, 1_000, 5_000]) {
    writeFileSync(join(folder, 'rules.yaml'), rulesText(count));
    const aside = async (): Promise<Configuration> => {
      const reader = startReader(folder, {}, systemClock);
      try {
        // As the program does: the thread gets ready while the files have to be quiet.
        await wait(QUIET_MS);
        return await reader.read();
      } finally {
        await reader.close();
      }
    };
    // The first one pays for code that nobody has run before.
    await aside();
    results.push(await measured('a thread reads, the loop goes on', aside));
    const inOneGo = async (): Promise<Configuration> => {
      await wait(QUIET_MS);
      return loadConfiguration(configFolder(folder), {});
    };
    results.push(await measured('in one go', inOneGo));
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (options.json === true) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else {
  const header = [
    'rules',
    'how',
    'live after the last write, ms',
    'longest turn of the loop, CPU ms',
    'latest timer, ms',
  ];
  const rows = results.map((result) => Object.values(result).map(String));
  process.stdout.write(`${markdownTable([header, ...rows])}\n`);
}
