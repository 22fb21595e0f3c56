// `npm run soak [-- --days 30]`: a month of days, one after the other, through the live functions on
// a simulated clock, over a real ledger that holds its 400 days already: what it keeps must not grow.
// Ends with 1 where the last week lies above the second. Some ten minutes.
import '../helpers/as-launched.ts';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WRITER } from '../../src/alert/writer.ts';
import { nightly } from '../../src/app/care/nightly.ts';
import { answeringChannel } from '../../src/backtest/answering-channel.ts';
import { startPipeline } from '../../src/backtest/pipeline.ts';
import { forgetOld, stopDispatch } from '../../src/deliver/dispatch.ts';
import { openRecorder } from '../../src/feed/recorder.ts';
import { isTradingDay } from '../../src/market/trading-day.ts';
import { virtualClock } from '../../src/platform/virtual-clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { addDays, instantOf, timeOf, type Day } from '../../src/vi/kst.ts';
import { ROWS_EACH } from '../bench/store/fill.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { channelSettings } from '../helpers/dispatch-desk.ts';
import { viFrame } from '../helpers/frames.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { MEASURES, verdictsOn, WEEK } from './flat.ts';
import { sizeOf, usageAfter, type Usage } from './usage.ts';

const { values: options } = parseArgs({ options: { days: { type: 'string', default: '30' } } });
const DAYS = Number(options.days);
/** A Monday; no holiday falls into the month that begins here. */
const FIRST: Day = '2026-03-09';
/** An ordinary day's interruptions, and how long the ledger keeps them. */
const A_DAY = 200;
const KEPT_DAYS = 400;
/**
 * What the ledger is filled with: one that is played leaves 3.3 KB where a filled one leaves 1.3,
 * and only on five days of seven. So it is as large as after a year of the days that are played.
 */
const FILLED_A_DAY = 360;
/** The night's work breathes on this clock too. */
const NIGHT_STEP_MS = 6_000;

const folder = mkdtempSync(join(tmpdir(), 'vigil-soak-'));
const path = join(folder, 'vigil.db');
await (await openStore(path)).close();
process.stderr.write(`filling a ledger with ${KEPT_DAYS} days\n`);
const filling = new URL('ledger-fill.ts', import.meta.url).pathname;
const filled = [FILLED_A_DAY * KEPT_DAYS * ROWS_EACH, FIRST, FILLED_A_DAY].map(String);
spawnSync(process.execPath, [filling, path, ...filled], { stdio: 'inherit' });

const RULES = ruleSet([rule({ notify: ['phone', 'desk'] })]);
const store = await openStore(path);
const clock = virtualClock(instantOf(FIRST, '08:00:00'));
const crash = (fault: unknown): never => {
  throw fault;
};
const settings = [
  channelSettings('phone', { target: { platform: 'telegram', chat: '1', topic: undefined } }),
  channelSettings('desk', { target: { platform: 'slack', channel: 'C1' } }),
];
const pipeline = await startPipeline({
  clock,
  store,
  writer: WRITER,
  outlets: settings.map((each) => ({
    settings: each,
    channel: answeringChannel(each, clock),
  })),
  stocks: new Map(),
  operator: 'phone',
  rules: () => RULES,
  crash,
});
const log = (): void => undefined;
const night = nightly({ store, clock, log }, crash);
const recorder = openRecorder({ folder: join(folder, 'recordings'), clock, log });

function hear(frame: string): void {
  recorder.add(frame, clock.now());
  pipeline.intake.frame(frame, clock.now());
}

/** A day's interruptions, each released two minutes later. */
async function market(day: Day): Promise<void> {
  for (let n = 0; n < A_DAY; n += 1) {
    const at = instantOf(day, '09:01:00') + n * 110_000;
    await clock.advance(Math.max(0, at - clock.now()));
    const vi = { stock: String(100_000 + n), name: `종목${n}`, trigger: timeOf(at) };
    hear(viFrame(vi));
    // A disk keeps up with real days, not with one that passes in a moment.
    await recorder.close();
    clock.after(120_000, () => hear(viFrame({ ...vi, release: timeOf(clock.now()) })));
  }
}

/** What is done in the night: nothing is left of what is too old. */
async function sleepOver(day: Day): Promise<void> {
  const work = night.look();
  const ticking = new AbortController();
  const done = work.finally(() => ticking.abort());
  while (!ticking.signal.aborted) await clock.advance(NIGHT_STEP_MS);
  await done;
  forgetOld(pipeline.dispatch);
  await clock.advance(instantOf(addDays(day, 1), '08:00:00') - clock.now());
}

async function play(day: Day): Promise<Usage> {
  if (isTradingDay(day)) await market(day);
  await clock.advance(instantOf(day, '20:15:00') - clock.now());
  const wal = sizeOf(`${path}-wal`);
  await sleepOver(day);
  return usageAfter(day, folder, clock.pending(), wal);
}

const figure = (n: number): string => (Number.isInteger(n) ? String(n) : n.toFixed(1));

function tell(days: ReadonlyMap<Day, Usage>): void {
  const rows = [...days].map(([day, usage]) => [day, ...MEASURES.map((of) => figure(usage[of]))]);
  process.stdout.write(`${markdownTable([['after', ...MEASURES], ...rows])}\n\n`);
}

/** Whether all is flat, and what is. */
function judge(days: ReadonlyMap<Day, Usage>): boolean {
  const verdicts = verdictsOn([...days.values()]);
  const rows = verdicts.map(({ measure, second, last, atMost, isFlat }) => [
    measure,
    ...[second, last, atMost].map(figure),
    isFlat ? 'flat' : 'GROWS',
  ]);
  const head = ['mean of a week', 'second', 'last', 'at most', ''];
  process.stdout.write(`${markdownTable([head, ...rows])}\n`);
  return verdicts.every(({ isFlat }) => isFlat);
}

const days = new Map<Day, Usage>();
try {
  for (let n = 0; n < DAYS; n += 1) {
    const day = addDays(FIRST, n);
    days.set(day, await play(day));
    process.stderr.write(`${day}\n`);
  }
  await recorder.close();
  await pipeline.intake.close();
  await stopDispatch(pipeline.dispatch);
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
tell(days);
if (DAYS < 3 * WEEK) process.stdout.write('Too few days to tell whether anything grows.\n');
else if (!judge(days)) process.exitCode = 1;
