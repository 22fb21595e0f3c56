import { Option, type Command } from 'commander';
import type { LedgerRow } from '../store/obligation.ts';
import { atDesk } from './desk.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: 'csv' | 'jsonl';
}

const COLUMNS = [
  'day',
  'stock',
  'venue',
  'kind',
  'trigger_time',
  'event',
  'rule',
  'channel',
  'outcome',
  'reason',
  'message_id',
  'at',
] as const satisfies readonly (keyof LedgerRow)[];

/** RFC 4180: a field with a comma, a quote or a line end stands in quotes. */
const csvField = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (rows: readonly LedgerRow[]): string =>
  [
    COLUMNS.join(','),
    ...rows.map((row) => COLUMNS.map((column) => csvField(row[column])).join(',')),
  ]
    .map((line) => `${line}\r\n`)
    .join('');

const jsonl = (rows: readonly LedgerRow[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Adds `export`: the ledger, one row for each (event, rule, channel). */
export function registerExport(program: Command, io: Io): void {
  program
    .command('export')
    .description('the ledger: what became of each event, rule and channel')
    .option('--from <day>', 'first day, YYYY-MM-DD')
    .option('--to <day>', 'last day, YYYY-MM-DD')
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl']).default('jsonl'))
    .option('--config <dir>', 'configuration folder', io.env['VIGIL_CONFIG'] ?? 'config')
    .action(({ config, from, to, format }: Options) =>
      atDesk(config, io, async ({ store }) => {
        const filter = {
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        };
        const rows = await store.rows.ledger(filter);
        io.out(format === 'csv' ? csv(rows) : jsonl(rows));
        return 0;
      }),
    );
}
