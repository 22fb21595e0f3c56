// `npm run bench:living [-- --quick]`: what Vigil costs while nothing happens, beside a script that
// only connects the same client libraries, and Node-RED; how soon it watches; and an extreme day.
// Linux only (/proc). Three minutes, with --quick one.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { firesNow, frameOf, openPremises, pause, releasedNow } from '../../helpers/process.ts';
import { markdownTable } from '../markdown-table.ts';
import { percentile } from '../percentile.ts';
import { connectsOnly, idleNodeRed, vigil, type Program } from './programs.ts';
import { usageOf, type Usage } from './usage.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const SETTLED_MS = options.quick ? 5_000 : 20_000;
const IDLE_MS = options.quick ? 10_000 : 60_000;
const STARTS = options.quick ? 3 : 10;
const DAY_MS = options.quick ? 15_000 : 60_000;
/** 5,000 interruptions and their releases in the six and a half hours of a session. */
const FRAMES_A_SECOND = 10_000 / (6.5 * 3_600);
/** The stretch is played so many times faster, so that its cost stands out from the clock's ticks. */
const FASTER = 20;

const figure = (number: number): string => number.toFixed(number < 10 ? 2 : 0);

async function idle(): Promise<void> {
  const opened = [await connectsOnly(), await vigil(await openPremises()), await idleNodeRed()];
  const programs = opened.filter((program): program is Program => program !== undefined);
  if (programs.length < opened.length) process.stderr.write('Node-RED is skipped: not installed\n');
  await pause(SETTLED_MS);
  const usages = await Promise.all(programs.map(({ pid }) => usageOf(pid, IDLE_MS)));
  await Promise.all(programs.map((program) => program.close()));
  const [floor] = usages;
  const row = ({ name }: Program, { megabytes, cpu }: Usage): string[] => [
    name,
    figure(megabytes),
    figure(megabytes / (floor?.megabytes ?? NaN)),
    figure(cpu),
  ];
  const rows = programs.flatMap((program, n) => {
    const usage = usages[n];
    return usage === undefined ? [] : [row(program, usage)];
  });
  const head = [`idle for ${IDLE_MS / 1_000} s`, 'RSS MB', 'ratio', 'CPU % of a core'];
  process.stdout.write(`${markdownTable([head, ...rows])}\n\n`);
}

async function starts(): Promise<void> {
  const watching: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const premises = await openPremises();
    const began = performance.now();
    const bot = await premises.watch();
    watching.push(performance.now() - began);
    // Ended as a service manager ends it: what was compiled is kept for the next start.
    await bot.kill('SIGTERM');
    await premises.close();
    const empty = performance.now();
    spawnSync(process.execPath, ['--eval', '0']);
    bare.push(performance.now() - empty);
  }
  const rows = [
    ['from the start', 'p50 ms', 'best'],
    ['Vigil watches', figure(percentile(watching, 0.5)), figure(Math.min(...watching))],
    ['Node alone has ended', figure(percentile(bare, 0.5)), figure(Math.min(...bare))],
  ];
  process.stdout.write(`${markdownTable(rows)}\n\n`);
}

async function extremeDay(): Promise<void> {
  const premises = await openPremises();
  const program = await vigil(premises);
  await pause(SETTLED_MS);
  const ending = new AbortController();
  const play = async (): Promise<void> => {
    for (let n = 0; !ending.signal.aborted; n += 1) {
      const one = firesNow(String(100_000 + n), `종목${n}`);
      premises.broker.sendRaw(frameOf(one));
      await pause(1_000 / FRAMES_A_SECOND / FASTER);
      premises.broker.sendRaw(frameOf(releasedNow(one)));
      await pause(1_000 / FRAMES_A_SECOND / FASTER);
    }
  };
  const playing = play();
  const { megabytes, cpu } = await usageOf(program.pid, DAY_MS);
  ending.abort();
  await playing;
  await program.close();
  const rows = [
    ['an extreme day (5,000 VIs)', 'CPU % of a core', 'RSS MB'],
    [`${FASTER} times as fast`, figure(cpu), figure(megabytes)],
    ['at its pace', figure(cpu / FASTER), ''],
  ];
  process.stdout.write(`${markdownTable(rows)}\n`);
}

await idle();
await starts();
await extremeDay();
