import { Option, type Command } from 'commander';
import type { LedgerRow } from '../store/obligation.ts';
import type { Rows } from '../store/store.ts';
import type { DayFilter, EventRow, Gap } from '../store/watched.ts';
import { dayOf, type Day } from '../vi/kst.ts';
import { configOption } from './config-option.ts';
import { dayText } from './day-text.ts';
import { atDesk } from './desk/desk.ts';
import type { Io } from './io.ts';

type Format = 'csv' | 'jsonl';
type What = 'ledger' | 'events' | 'gaps';

interface Options {
  readonly config: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly format: Format;
  readonly what: What;
}

const LEDGER = [
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

const EVENTS = [
  'day',
  'stock',
  'name',
  'venue',
  'kind',
  'direction',
  'event',
  'trigger_time',
  'release_time',
  'price',
  'deviation',
  'count',
  'state',
  'history',
  'source',
  'heard_at',
] as const satisfies readonly (keyof EventRow)[];

const GAPS = ['day', 'from', 'to', 'reason', 'filled'] as const;

type Cell = string | number | null;

/** RFC 4180: a field with a comma, a quote or a line end stands in quotes. */
const csvField = (value: Cell): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as text: each with its line end, in CSV below the names of the columns. */
function print<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
  format: Format,
): string {
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const lines = rows.map((row) => columns.map((column) => csvField(row[column])).join(','));
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

/** `from` and `to` as epoch ms; `filled` is null while ka10054 was not asked. */
const gapRow = ({ from, to, reason, filled }: Gap) => ({
  day: dayOf(from),
  from,
  to,
  reason,
  filled: filled ?? null,
});

async function printed(rows: Rows, { what, format }: Options, filter: DayFilter): Promise<string> {
  switch (what) {
    case 'ledger':
      return print(LEDGER, await rows.ledger(filter), format);
    case 'events':
      return print(EVENTS, await rows.eventLog(filter), format);
    case 'gaps':
      return print(GAPS, (await rows.gaps(filter)).map(gapRow), format);
  }
}

/** Adds `export`: the ledger, one row for each (event, rule, channel), events, or gaps. */
export function registerExport(program: Command, io: Io): void {
  program
    .command('export')
    .description('the ledger: what became of each event, rule and channel; events; unwatched time')
    .option('--from <day>', 'first day, YYYY-MM-DD', dayText)
    .option('--to <day>', 'last day, YYYY-MM-DD', dayText)
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl']).default('jsonl'))
    .addOption(new Option('--what <what>').choices(['ledger', 'events', 'gaps']).default('ledger'))
    .addOption(configOption(io))
    .action((options: Options) =>
      atDesk(options.config, io, async ({ store }) => {
        const { from, to } = options;
        const filter = {
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        };
        io.out(await printed(store.rows, options, filter));
        return 0;
      }),
    );
}
