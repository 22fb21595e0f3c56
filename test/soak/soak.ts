// `npm run soak [-- --days 30]`: a month of days, one after the other, through the live functions on
// a simulated clock, over a real ledger that holds a year already: what it keeps must not grow.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { compose, fits } from '../../src/alert/compose.ts';
import { noticeMessage } from '../../src/alert/notice-message.ts';
import { nightly } from '../../src/app/care/nightly.ts';
import { answeringChannel } from '../../src/backtest/answering-channel.ts';
import { startPipeline } from '../../src/backtest/pipeline.ts';
import { forgetOld, stopDispatch } from '../../src/deliver/dispatch.ts';
import { virtualClock } from '../../src/platform/virtual-clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { addDays, instantOf, timeOf, type Day } from '../../src/vi/kst.ts';
import { fill, ROWS_EACH } from '../bench/store/fill.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { channelSettings } from '../helpers/dispatch-desk.ts';
import { viFrame } from '../helpers/frames.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';

const { values: options } = parseArgs({ options: { days: { type: 'string', default: '30' } } });
const DAYS = Number(options.days);
const FIRST: Day = '2026-03-02';
/** An ordinary day's interruptions, and how long the ledger keeps them. */
const A_DAY = 200;
const KEPT_DAYS = 400;
/** A row of the table each week. */
const TOLD_EVERY = 7;
/** The night's work breathes on this clock too. */
const NIGHT_STEP_MS = 6_000;

const TABLES = ['episodes', 'events', 'obligations', 'messages', 'attempts', 'kept'] as const;

function rowsIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const count = (table: string): number =>
    Number(db.prepare(`select count(*) as n from ${table}`).get()?.['n']);
  const all = TABLES.map(count).reduce((sum, n) => sum + n, 0);
  db.close();
  return all;
}

const megabytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size / 1e6, 0);

const folder = mkdtempSync(join(tmpdir(), 'vigil-soak-'));
const path = join(folder, 'vigil.db');
await (await openStore(path)).close();
process.stderr.write(`filling a ledger with ${KEPT_DAYS} days\n`);
fill(path, A_DAY * KEPT_DAYS * ROWS_EACH, FIRST, A_DAY);

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
  writer: { compose, fits, notice: noticeMessage },
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

/** A day's interruptions, each released two minutes later. */
async function market(day: Day): Promise<void> {
  for (let n = 0; n < A_DAY; n += 1) {
    const at = instantOf(day, '09:01:00') + n * 110_000;
    await clock.advance(Math.max(0, at - clock.now()));
    const vi = { stock: String(100_000 + n), name: `종목${n}`, trigger: timeOf(at) };
    pipeline.intake.frame(viFrame(vi), clock.now());
    clock.after(120_000, () => {
      pipeline.intake.frame(viFrame({ ...vi, release: timeOf(clock.now()) }), clock.now());
    });
  }
}

/** What is done in the night: nothing is left of what is too old. */
async function sleepOver(day: Day): Promise<void> {
  await clock.advance(instantOf(day, '20:15:00') - clock.now());
  const work = night.look();
  const ticking = new AbortController();
  const done = work.finally(() => ticking.abort());
  while (!ticking.signal.aborted) await clock.advance(NIGHT_STEP_MS);
  await done;
  forgetOld(pipeline.dispatch);
  await clock.advance(instantOf(addDays(day, 1), '08:00:00') - clock.now());
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
function rowOf(day: Day): string[] {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return [
    day,
    megabytes(rss),
    megabytes(heapUsed),
    String(process.getActiveResourcesInfo().length),
    String(clock.pending()),
    String(rowsIn(path)),
    megabytesIn(folder).toFixed(1),
  ];
}

const table = [['after', 'RSS MB', 'heap MB', 'handles', 'timers', 'rows', 'files MB']];
try {
  let day: Day = FIRST;
  for (let n = 0; n < DAYS; n += 1) {
    await market(day);
    await sleepOver(day);
    process.stderr.write(`${day}\n`);
    if (n % TOLD_EVERY === 0 || n === DAYS - 1) table.push(rowOf(day));
    day = addDays(day, 1);
  }
  process.stdout.write(`${markdownTable(table)}\n`);
  await pipeline.intake.close();
  await stopDispatch(pipeline.dispatch);
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
