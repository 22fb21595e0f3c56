import type { Command } from 'commander';
import { faultNote } from '../app/reload/judge-reload.ts';
import { quietUntil } from '../deliver/loudness.ts';
import { readRules } from '../rules/load-rules.ts';
import type { Settings } from '../settings/settings.ts';
import type { CountRow } from '../store/obligation.ts';
import { countEach, STANDINGS, type Standing } from '../store/outcome.ts';
import { dayOf, type Day, type EpochMs, type TimeOfDay } from '../vi/kst.ts';
import { configFolder } from '../yaml/config-folder.ts';
import { configOption } from './config-option.ts';
import { atDesk, type Desk } from './desk/desk.ts';
import type { Io } from './io.ts';
import { bothOf } from './said.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

const sumOf = (rows: readonly CountRow[], standing: Standing): number =>
  rows.filter(({ outcome }) => outcome === standing).reduce((sum, { count }) => sum + count, 0);

/** How many obligations stand how. */
const sums = (rows: readonly CountRow[]): Readonly<Record<Standing, number>> =>
  countEach((standing) => sumOf(rows, standing));

const total = (rows: readonly CountRow[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0);

interface Quietness {
  readonly channel: string;
  readonly until: TimeOfDay;
}

/** The channels that are in their quiet hours. */
const quietOf = ({ channels }: Settings, now: EpochMs): readonly Quietness[] =>
  channels.flatMap(({ name, quiet }) => {
    const until = quietUntil(quiet, now);
    return until === undefined ? [] : [{ channel: name, until }];
  });

/** Why the rules as they are now cannot be used; a running bot keeps those that it had. */
function rulesFault(folder: string, { channels }: Settings): string | undefined {
  const names = channels.map(({ name }) => name);
  const [fault] = readRules(configFolder(folder), { channels: names }).faults;
  if (fault === undefined) return undefined;
  const note = faultNote(fault);
  return `${note.place} ${note.fault}`;
}

const FAULTY = {
  ko: '⚠️ 규칙에 잘못이 있어 실행 중인 봇은 이전 규칙을 씁니다',
  en: 'the rules have faults; a running bot keeps those before',
};

const quietText = ({ channel, until }: Quietness): string => {
  const end = until.slice(0, 5);
  return `${channel}: ${bothOf({ ko: `${end}까지 조용한 시간`, en: `quiet hours until ${end}` })}`;
};

function tellStatus(io: Io, day: Day, rows: readonly CountRow[]): void {
  const outcomes = sums(rows);
  const parts = STANDINGS.filter((one) => outcomes[one] > 0).map(
    (one) => `${one} ${outcomes[one]}`,
  );
  io.out(`${day}: ${total(rows)} = ${parts.join(' + ') || '0'}\n`);
}

async function status({ config, json }: Options, { settings, store }: Desk, io: Io) {
  const now = io.clock.now();
  const day = dayOf(now);
  const rows = await store.rows.counts(day);
  const quiet = quietOf(settings, now);
  const fault = rulesFault(config, settings);
  if (json === true) {
    const counts = { day, matched: total(rows), outcomes: sums(rows) };
    io.out(`${JSON.stringify({ ...counts, quiet, rules_fault: fault ?? null })}\n`);
    return 0;
  }
  tellStatus(io, day, rows);
  for (const one of quiet) io.tell(quietText(one));
  if (fault !== undefined) io.tell(`${bothOf(FAULTY)}: ${fault}`);
  return 0;
}

/** Adds `status`: today's ledger, added up, and what is not as it should be. */
export function registerStatus(program: Command, io: Io): void {
  program
    .command('status')
    .description("today's alerts by outcome, and whether the counts add up")
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .action((options: Options) => atDesk(options.config, io, (desk) => status(options, desk, io)));
}
