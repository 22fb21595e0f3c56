import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { WRITER } from '../alert/writer.ts';
import { recordingsBeside } from '../app/record.ts';
import { htmlReport } from '../backtest/html-report.ts';
import type { Report } from '../backtest/report.ts';
import { chooseDays, runBacktest } from '../backtest/run-backtest.ts';
import { textReport } from '../backtest/text-report.ts';
import { keptStocks } from '../feed/kiwoom/stock-keeper.ts';
import type { Day } from '../vi/kst.ts';
import { configOption } from './config-option.ts';
import { dayText } from './day-text.ts';
import { readRuleSet, readSettings } from './desk/desk.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly rules?: string;
  readonly json?: boolean;
  readonly html?: string;
}

async function made(options: Options, io: Io): Promise<Report | number> {
  const settings = readSettings(options.config, io);
  const running = settings && readRuleSet(options.config, settings, io);
  if (settings === undefined || running === undefined) return 2;
  const other = options.rules === undefined ? undefined : readRuleSet(options.rules, settings, io);
  if (options.rules !== undefined && other === undefined) return 2;
  const { path } = settings.store;
  const folder = recordingsBeside(path);
  const chosen = await chooseDays(folder, { from: options.from, to: options.to });
  if (chosen.days.length === 0) {
    io.tell(`그 기간에 녹화된 날이 없습니다 (no recorded day in that span): ${folder}`);
    return 1;
  }
  const stocks = await keptStocks(dirname(path));
  const stage = { rules: other ?? running, channels: settings.channels, writer: WRITER, stocks };
  return runBacktest({ ...chosen, folder, stage, running: other && running });
}

async function backtest(options: Options, io: Io): Promise<void> {
  const report = await made(options, io);
  if (typeof report === 'number') return io.exit(report);
  if (options.html !== undefined) writeFileSync(options.html, htmlReport(report));
  io.out(options.json === true ? `${JSON.stringify(report)}\n` : textReport(report));
  io.exit(0);
}

/** Adds `backtest`: recorded days through the rules and the limits of the chats. Nothing is sent. */
export function registerBacktest(program: Command, io: Io): void {
  program
    .command('backtest')
    .description('recorded days through rules and limits on a simulated clock; nothing is sent')
    .option('--from <day>', 'first day, YYYY-MM-DD', dayText)
    .option('--to <day>', 'last day, YYYY-MM-DD', dayText)
    .option('--rules <dir>', 'another folder of rules, compared with the running ones')
    .addOption(configOption(io))
    .option('--json', 'as JSON; waiting in ms')
    .option('--html <file>', 'writes a page with plots, too')
    .action((options: Options) => backtest(options, io));
}
