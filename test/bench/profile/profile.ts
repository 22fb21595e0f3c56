// `npm run profile [-- DIR]`: a CPU profile of an extreme day (5,000 interruptions, each released)
// through the live functions on a simulated clock, and one of 100,000 rules looked at by 20,000
// events; what costs most of each is printed. The files open in Chrome's DevTools.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { markdownTable } from '../markdown-table.ts';
import { costliest } from './costliest.ts';
import { extremeDay } from './extreme-day.ts';
import { manyRules } from './many-rules.ts';

const [folder = 'data/profiles'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 500 });

/** Profiles the work alone; what it needs was made before. */
async function profile(name: string, work: () => Promise<void>): Promise<void> {
  await session.post('Profiler.start');
  await work();
  const { profile: taken } = await session.post('Profiler.stop');
  const file = join(folder, `${name}.cpuprofile`);
  writeFileSync(file, JSON.stringify(taken));
  const rows = costliest(taken).map(({ what, ms, part }) => [
    what,
    ms.toFixed(0),
    `${(part * 100).toFixed(1)} %`,
  ]);
  const head = [`${name} (${file})`, 'ms', 'of all'];
  process.stdout.write(`${markdownTable([head, ...rows])}\n\n`);
}

await profile('extreme-day', await extremeDay());
await profile('100,000-rules', manyRules());
session.disconnect();
