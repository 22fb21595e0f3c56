import { dirname } from 'node:path';
import type { Command } from 'commander';
import { diskEyes } from '../app/reload/disk-eyes.ts';
import { pathsOf } from '../app/reload/reload.ts';
import { watchFiles } from '../app/reload/watch-files.ts';
import { checkConfiguration, type Configuration } from '../configuration.ts';
import { keptStocks } from '../feed/kiwoom/stock-keeper.ts';
import type { Environment } from '../settings/environment.ts';
import { settingsOf } from '../settings/load-settings.ts';
import { loadVigil } from '../settings/load-vigil.ts';
import type { Settings } from '../settings/settings.ts';
import { dayOf } from '../vi/kst.ts';
import { configFolder, type ConfigFolder } from '../yaml/config-folder.ts';
import type { Fault } from '../yaml/fault.ts';
import { areAsRead } from '../yaml/files-read.ts';
import { printFault } from '../yaml/print-fault.ts';
import { configOption } from './config-option.ts';
import { environmentOf } from './desk/environment.ts';
import type { Io } from './io.ts';
import { lastDayWarnings } from './last-day.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** Tells the faults one after the other, each with its line and caret. */
export const tellFaults = (io: Io, faults: readonly Fault[]): void =>
  faults.flatMap((fault) => printFault(fault).split('\n')).forEach((line) => io.tell(line));

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** The last line: what is in the folder, or how much is wrong. */
function closing({ rules, channels, warnings }: Configuration, faults: readonly Fault[]): string {
  const doubts =
    warnings.length === 0
      ? ['', '']
      : [`, 주의 ${warnings.length}건`, `, ${counted(warnings.length, 'warning')}`];
  if (faults.length > 0) {
    return `오류 ${faults.length}건${doubts[0]} (${counted(faults.length, 'fault')}${doubts[1]})`;
  }
  const [ruleCount, channelCount] = [rules?.rules.length ?? 0, channels.length];
  return (
    `이상 없음: 규칙 ${ruleCount}개, 채널 ${channelCount}개${doubts[0]} ` +
    `(ok: ${counted(ruleCount, 'rule')}, ${counted(channelCount, 'channel')}${doubts[1]})`
  );
}

function tellAll(io: Io, configuration: Configuration, faults: readonly Fault[]): void {
  tellFaults(io, faults);
  if (configuration.warnings.length > 0) io.tell('주의 (warnings):');
  tellFaults(io, configuration.warnings);
  io.tell(closing(configuration, faults));
}

/** What `check --json` prints. */
function report({ rules, channels, warnings }: Configuration, faults: readonly Fault[]): string {
  const counts = { rules: rules?.rules.length ?? 0, channels: channels.length };
  return JSON.stringify({ ok: faults.length === 0, ...counts, faults, warnings }, undefined, 2);
}

/** `undefined` while `vigil.yaml` has a fault. */
export function settingsIn(folder: ConfigFolder, environment: Environment): Settings | undefined {
  const { vigil } = loadVigil(folder);
  return vigil && settingsOf(vigil, environment);
}

/** Every fault and warning of the folder, with what a bot has kept beside its store. */
async function checked(
  folder: ConfigFolder,
  environment: Environment,
  io: Io,
): Promise<Configuration> {
  const today = dayOf(io.clock.now());
  const settings = settingsIn(folder, environment);
  if (settings === undefined) return checkConfiguration(folder, environment, { today });
  const stocks = await keptStocks(dirname(settings.store.path));
  const configuration = checkConfiguration(folder, environment, { today, stocks });
  const { rules, warnings } = configuration;
  if (rules === undefined) return configuration;
  const told = await lastDayWarnings({ folder, settings, rules, stocks }, io);
  return { ...configuration, warnings: [...warnings, ...told] };
}

async function checkOnce({ config, json }: Options, io: Io) {
  // Only for the endpoints: no secret is asked for.
  const { environment } = environmentOf(io);
  const configuration = await checked(configFolder(config), environment, io);
  const faults = [...configuration.settingsFaults, ...configuration.rulesFaults];
  if (json === true) io.out(`${report(configuration, faults)}\n`);
  else tellAll(io, configuration, faults);
  return { faults, files: configuration.files };
}

function stopped(io: Io): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  io.onSignal((heard) => {
    if (heard === 'stop') resolve();
  });
  return promise;
}

/** Checks again whenever a file of the folder was saved, until a signal. */
async function keepChecking(options: Options, io: Io): Promise<void> {
  const stop = stopped(io);
  const crash = Promise.withResolvers<never>();
  let { files } = await checkOnce(options, io);
  const settled = async (): Promise<void> => {
    if (areAsRead(configFolder(options.config), files)) return;
    ({ files } = await checkOnce(options, io));
    watch.follow(pathsOf(options.config, files));
  };
  const watch = watchFiles({ clock: io.clock, eyes: diskEyes, settled, crash: crash.reject });
  watch.follow(pathsOf(options.config, files));
  try {
    await Promise.race([stop, crash.promise]);
  } finally {
    watch.close();
  }
}

async function check(options: Options, io: Io): Promise<void> {
  if (options.watch === true) {
    await keepChecking(options, io);
    return io.exit(0);
  }
  const { faults } = await checkOnce(options, io);
  io.exit(faults.length > 0 ? 2 : 0);
}

/** Adds `check`: every fault of both files at once. It needs no secret, network or store. */
export function registerCheck(program: Command, io: Io): void {
  program
    .command('check')
    .description('all faults and warnings of the configuration')
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .option('--watch', 'again at every save, until a signal')
    .action((options: Options) => check(options, io));
}
