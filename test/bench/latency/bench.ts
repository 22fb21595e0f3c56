// `npm run bench:latency [-- --quick] [--json]`: how long it takes from a frame on a websocket to
// the first byte of the request that tells it, for Vigil and what could be used in its place, all
// in one run and in turn. Loopback only; 2 min, with --quick under 1.
import { parseArgs } from 'node:util';
import { pause } from '../../helpers/process.ts';
import { markdownTable } from '../markdown-table.ts';
import { percentile } from '../percentile.ts';
import { alertmanager } from './alertmanager.ts';
import { raw, telegraf, webApi } from './bare.ts';
import type { Contestant, Entry } from './contestant.ts';
import { openDisk } from '../disk-sync.ts';
import { nodeRedEntry } from './node-red.ts';
import { syslogNg } from './syslog-ng.ts';
import { vigilToSlack, vigilToTelegram } from './vigil.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const WARM_UP = 40;
const ROUNDS = options.quick ? 200 : 600;
const DEADLINE_MS = 5_000;
/** Between two turns: what the last one started is over. */
const REST_MS = 10;

/** Slack takes several hundred a minute for a whole workspace: it is asked in each fourth round only. */
const EVERY = new Map([[vigilToSlack.name, 4]]);

const ENTRIES = [
  raw,
  telegraf,
  webApi,
  vigilToTelegram,
  vigilToSlack,
  nodeRedEntry,
  alertmanager,
  syslogNg,
];

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure({ fire, next, began }: Contestant, n: number): Promise<number> {
  const coming = next();
  const fired = fire(n);
  const alerted = await Promise.race([coming, pause(DEADLINE_MS)]);
  if (alerted === undefined) return NaN;
  return Number(alerted.at - (began?.(alerted) ?? fired)) / 1e6;
}

interface Running {
  readonly entry: Entry;
  readonly contestant: Contestant;
  readonly figures: number[];
}

async function openAll(): Promise<readonly Running[]> {
  const running: Running[] = [];
  for (const entry of ENTRIES) {
    const contestant = await entry.open();
    if ('absent' in contestant) tell(`${entry.name} is skipped: ${contestant.absent}`);
    else running.push({ entry, contestant, figures: [] });
  }
  return running;
}

const ms = (figure: number): string => figure.toFixed(2);
const row = (name: string, what: string, figures: readonly number[]): string[] => [
  name,
  what,
  ms(percentile(figures, 0.5)),
  ms(percentile(figures, 0.95)),
  ms(percentile(figures, 0.99)),
  String(figures.filter((figure) => Number.isNaN(figure)).length),
];

const running = await openAll();
const disk = openDisk();
const syncs: number[] = [];
for (let n = 0; n < WARM_UP + ROUNDS; n += 1) {
  syncs.push(disk.sync());
  for (const { entry, contestant, figures } of running) {
    if (n % (EVERY.get(entry.name) ?? 1) !== 0) continue;
    figures.push(await measure(contestant, n));
    await pause(REST_MS);
  }
}
disk.close();
for (const { contestant } of running) await contestant.close();

const rows = [
  ['', 'from ... to', 'p50 ms', 'p95', 'p99', 'lost'],
  row('disk sync alone', 'write of a transaction, fdatasync', syncs.slice(WARM_UP)),
  ...running.map(({ entry, figures }) =>
    row(entry.name, entry.what, figures.slice(WARM_UP / (EVERY.get(entry.name) ?? 1))),
  ),
];
process.stdout.write(`${markdownTable(rows)}\n`);
