// `npm run bench:limits [-- --quick] [--json]`: what has to be sent within Telegram's limits through
// Vigil's scheduler and those that others would take, side by side and in real time; then what the
// scheduling itself costs. Nothing leaves the process: a send is stamped where it would. About 6
// min, with --quick under 1.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Contestant } from './contestant.ts';
import { memory, taskCost, type TaskCost } from './cost.ts';
import { measure, type Sent } from './measure.ts';
import { pQueue } from './p-queue.ts';
import { QUICK, SCHEDULES, type Schedule } from './schedules.ts';
import { costTable, memoryTable, scheduleTable, type Result } from './table.ts';
import { throttlers } from './throttlers.ts';
import { vigil } from './vigil.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const quick = options.quick ?? false;
const STAGGER_MS = 150;
const CHATS = 100_000;
const SIZES: readonly (readonly [chats: number, each: number])[] = quick
  ? [[1_000, 20]]
  : [
      [100, 1_000],
      [1_000, 100],
      [10_000, 10],
      [100_000, 1],
    ];

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => {
  if (!options.json) process.stdout.write(`${text}\n`);
};

async function contestants(): Promise<readonly Contestant[]> {
  const others: Contestant[] = [];
  for (const [name, open] of Object.entries(throttlers)) {
    const contestant = await open();
    if (contestant === undefined) tell(`${name} is skipped: it is not installed (npm ci)`);
    else others.push(contestant);
  }
  return [...vigil, ...pQueue, ...others];
}

async function play(schedule: Schedule, { name, setting, play: run }: Contestant): Promise<Result> {
  const sent: Sent[] = [];
  await run(schedule.loads, (chat) => {
    sent.push({ chat, at: systemClock.elapsed() });
    return Promise.resolve();
  });
  return { schedule: schedule.name, name, setting, ...measure(schedule, sent) };
}

const results: Result[] = [];
const entries = await contestants();
for (const schedule of quick ? QUICK : SCHEDULES) {
  tell(`${schedule.name}: at least ${schedule.lawfulMs / 1_000} s`);
  const played = await Promise.all(
    entries.map(async (entry, n) => {
      // Their bursts come every second: not all of them in the same moment.
      await pause(n * STAGGER_MS);
      return play(schedule, entry);
    }),
  );
  results.push(...played);
  print(scheduleTable(schedule.name, played));
  // Reservoirs are full again, and no timer of the last one runs into the next.
  await pause(1_000);
}

const costs: TaskCost[] = [];
for (const [chats, each] of SIZES) costs.push(await taskCost(chats, each, quick ? 2 : 5));
print(costTable(costs));
const memories = memory(CHATS);
print(memoryTable(CHATS, memories));
if (options.json) {
  const data = { quick, results, costs, chats: CHATS, memories };
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
}
