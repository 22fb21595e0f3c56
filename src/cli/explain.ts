import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { checkConfiguration } from '../configuration.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import { knownStocks } from '../feed/known-stocks.ts';
import { readRecording } from '../feed/simulator/recording.ts';
import { lastTradingDay } from '../market/trading-day.ts';
import { describedEvent, eventOfReading, type Description } from '../rules/described-event.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Settings } from '../settings/settings.ts';
import { happenedAt } from '../vi/episode.ts';
import { DIRECTIONS, EVENT_TYPES, KINDS, MARKETS, STOCK_TYPES, VENUES } from '../vi/event.ts';
import type { ViEvent } from '../vi/event.ts';
import { dayOf, timeOf, type Day, type TimeOfDay } from '../vi/kst.ts';
import { asListed, isStockCode, type Stock, type StockList } from '../vi/stock.ts';
import { configFolder } from '../yaml/config-folder.ts';
import { settingsIn, tellFaults } from './check.ts';
import { configOption } from './config-option.ts';
import { dayText } from './day-text.ts';
import { explainedJson, explainedText, type Explained } from './explain/explained.ts';
import { foresee, pastOf } from './explain/foresee.ts';
import { amount, duration, stock, time } from './explain/option-values.ts';
import type { Io } from './io.ts';

interface Options extends Omit<Description, 'stock' | 'day' | 'time' | 'heardAt' | 'event'> {
  readonly config: string;
  readonly json?: boolean;
  readonly stock?: string;
  /** A file with a frame; or, beside `--stock`, nothing. */
  readonly event?: string;
  readonly eventType?: Description['event'];
  readonly day?: Day;
  readonly time?: TimeOfDay;
}

/** Today, or the last day with trading: on a Sunday no session would hold. */
const tradingDay = ({ clock }: Io): Day => lastTradingDay(dayOf(clock.now()));

/** The listed stock of this code or name, or as little of one as the words themselves say. */
function stockOf(said: string, stocks: StockList): Partial<Stock> & Pick<Stock, 'code'> {
  const named = [...stocks.values()].find(({ name }) => name === said);
  return (
    stocks.get(said) ?? named ?? (isStockCode(said) ? { code: said } : { code: '', name: said })
  );
}

/** The event of the words at the command line; the stock list fills in what they do not say. */
function describedBy(options: Options, stocks: StockList, io: Io): ViEvent {
  const now = io.clock.now();
  const { stock: said = '', eventType, ...words } = options;
  const { code, name, market, type } = stockOf(said, stocks);
  return describedEvent({
    name,
    market,
    type,
    ...words,
    stock: code,
    event: eventType,
    day: options.day ?? tradingDay(io),
    time: options.time ?? timeOf(now),
    heardAt: now,
  });
}

/** Empty when there is no such file: then there is no frame in it either. */
function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A single frame may be spread over lines; a recording has one a line. */
function onOneLine(text: string): string {
  try {
    // Trimmed of the mark that some editors put in front, too (U+FEFF).
    return JSON.stringify(JSON.parse(text.trim()));
  } catch {
    return text;
  }
}

/** The first row of the file that names its venue, else the first; a copy adds nothing. */
function recordedIn(file: string, stocks: StockList, io: Io): ViEvent | undefined {
  const now = io.clock.now();
  const recorded = readRecording(onOneLine(textIn(file)), tradingDay(io));
  const rows = recorded.flatMap(({ at = now, frame }) =>
    decodeFrame(frame).flatMap((row) => (row.is === 'reading' ? [{ at, ...row }] : [])),
  );
  const row = rows.find(({ reading }) => reading.copy !== 'merged') ?? rows[0];
  if (row === undefined) return undefined;
  const { reading, at } = row;
  return { ...eventOfReading(reading, at), ...asListed(reading, stocks.get(reading.stock)) };
}

/** What would become of the event; without settings nothing is foreseen. */
async function explainedOf(
  event: ViEvent,
  rules: RuleSet,
  settings: Settings | undefined,
  io: Io,
): Promise<Explained> {
  if (settings === undefined) return { event, rules, channels: [], foreseen: [] };
  const past = await pastOf(settings.store.path, rules, happenedAt(event), io);
  const foreseen = foresee(event, rules, settings, past);
  return { event, rules, channels: settings.channels, foreseen };
}

async function explain(
  options: Options,
  io: Io,
  complain: (message: string) => never,
): Promise<void> {
  const folder = configFolder(options.config);
  const { rules, rulesFaults } = checkConfiguration(folder, io.env);
  if (rules === undefined) {
    tellFaults(io, rulesFaults);
    return io.exit(2);
  }
  if (options.event === undefined && options.stock === undefined)
    return complain('error: --stock CODE or --event FRAME.json is needed');
  const settings = settingsIn(folder, {});
  const stocks: StockList = settings === undefined ? new Map() : await knownStocks(settings);
  const event =
    options.event === undefined
      ? describedBy(options, stocks, io)
      : recordedIn(options.event, stocks, io);
  if (event === undefined) {
    io.tell(`${options.event ?? ''}: VI 프레임이 없습니다 (no VI frame can be read from it)`);
    return io.exit(1);
  }
  const explained = await explainedOf(event, rules, settings, io);
  io.out(options.json === true ? explainedJson(explained) : explainedText(explained));
  return io.exit(0);
}

const choice = (flag: string, words: readonly string[]): Option =>
  new Option(`${flag} <word>`, words.join(', ')).choices(words);

/** Adds `explain`: what each rule says of an event, and which condition said no. */
export function registerExplain(program: Command, io: Io): void {
  const command = program
    .command('explain')
    .description('for every rule: matched, or which condition said no and what it saw')
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .option('--event <file>', 'a file with a Kiwoom frame, or a recording')
    .option('--stock <code>', 'a code or an exact name', stock)
    .option('--name <name>', 'its name')
    .addOption(choice('--kind', KINDS))
    .addOption(choice('--direction', DIRECTIONS))
    .addOption(choice('--event-type', EVENT_TYPES))
    .addOption(choice('--market', MARKETS))
    .addOption(choice('--venue', VENUES))
    .addOption(choice('--type', STOCK_TYPES))
    .option('--deviation <%>', 'with its sign, or as a size', amount('%', false))
    .option('--change <%>', 'against the previous close', amount('%', false))
    .option('--price <won>', 'VI price', amount('원', true))
    .option('--count <n>', 'how many-th VI of the day', amount('', false))
    .option('--since-last <time>', 'since the VI before it, 7m', duration)
    .option('--volume <shares>', 'shares so far', amount('주', true))
    .option('--turnover <won>', 'won so far, 100억', amount('원', true))
    .option('--time <HH:MM:SS>', 'when it fired, Korean time', time)
    .option('--day <day>', 'YYYY-MM-DD', dayText);
  command.action((options: Options) =>
    explain(options, io, (message) => command.error(message, { exitCode: 64 })),
  );
}
