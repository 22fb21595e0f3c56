// `npm run bench:store [-- --quick]`: the ledger with 10 million rows beside an almost empty one,
// what events gain that share a sync, and how long one waits for its own while lanes write. Five
// minutes, with --quick (a million) under one.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openDisk } from '../disk-sync.ts';
import { markdownTable } from '../markdown-table.ts';
import { percentile } from '../percentile.ts';
import { waitsBesideLanes } from './beside-lanes.ts';
import { fill } from './fill.ts';
import { acceptOne, TODAY, worksOf, type Work } from './works.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const ROWS = options.quick ? 1_000_000 : 10_000_000;
const FEW = 6_000;
const TIMES = 100;
/** A look at everything takes long; a few tell enough. */
const LONG_MS = 200;
const GROUP = 200;

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const ms = (figure: number | undefined): string =>
  (figure ?? NaN).toFixed(figure && figure < 10 ? 2 : 0);

async function timesOf(store: Store, { run }: Work): Promise<readonly number[]> {
  const figures: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const began = performance.now();
    await run(store, n);
    figures.push(performance.now() - began);
    if (n >= 4 && percentile(figures, 0.5) > LONG_MS) break;
  }
  return figures;
}

interface Ledger {
  readonly path: string;
  readonly store: Store;
}

async function openFilled(folder: string, rows: number): Promise<Ledger> {
  const path = join(folder, `${rows}.db`);
  await (await openStore(path)).close();
  tell(`filling a ledger with ${rows} rows`);
  fill(path, rows, TODAY);
  return { path, store: await openStore(path) };
}

/** Events a second, each in a transaction of its own and many in one. */
async function rates(store: Store): Promise<{ readonly single: number; readonly grouped: number }> {
  const began = performance.now();
  for (let n = 0; n < GROUP; n += 1)
    await store.transaction((rows) => acceptOne(rows, `single-${n}`, n));
  const between = performance.now();
  for (let turn = 0; turn < 5; turn += 1) {
    await store.transaction(async (rows) => {
      for (let n = 0; n < GROUP; n += 1) await acceptOne(rows, `grouped-${turn}-${n}`, n);
    });
  }
  const ended = performance.now();
  const single = (1_000 * GROUP) / (between - began);
  return { single, grouped: (5_000 * GROUP) / (ended - between) };
}

const megabytes = (path: string): string => `${(statSync(path).size / 1e6).toFixed(0)} MB`;

const folder = mkdtempSync(join(tmpdir(), 'vigil-store-'));
try {
  const few = await openFilled(folder, FEW);
  const many = await openFilled(folder, ROWS);
  const rows = [['', '', `p50 ms at ${FEW} rows`, `p50 ms at ${ROWS}`, 'p99']];
  const inLarge = worksOf(many.store);
  for (const [index, work] of worksOf(few.store).entries()) {
    tell(work.name);
    const small = await timesOf(few.store, work);
    const large = await timesOf(many.store, inLarge[index] ?? work);
    rows.push([
      work.name,
      work.what,
      ms(percentile(small, 0.5)),
      ms(percentile(large, 0.5)),
      ms(percentile(large, 0.99)),
    ]);
  }
  const disk = openDisk();
  const syncs = Array.from({ length: TIMES }, () => disk.sync());
  disk.close();
  const { single, grouped } = await rates(many.store);
  const waits = await waitsBesideLanes(many.store);
  const sizes = `database ${megabytes(many.path)}, WAL ${megabytes(`${many.path}-wal`)}`;
  process.stdout.write(`${markdownTable(rows)}\n
| events that share a sync | |
| --- | --- |
| disk sync alone, p50 | ${ms(percentile(syncs, 0.5))} ms |
| each in its own transaction | ${single.toFixed(0)} a second |
| ${GROUP} in one | ${grouped.toFixed(0)} a second |
| ratio | ${(grouped / single).toFixed(1)} |
| from an event's arrival to its transaction, beside 20 lanes that write | p50 ${ms(percentile(waits, 0.5))}, p99 ${ms(percentile(waits, 0.99))} ms |
| sizes | ${sizes} |
`);
  await few.store.close();
  await many.store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
