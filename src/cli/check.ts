import type { Command } from 'commander';
import { checkConfiguration, type Configuration } from '../configuration.ts';
import { dayOf } from '../vi/kst.ts';
import { configFolder } from '../yaml/config-folder.ts';
import type { Fault } from '../yaml/fault.ts';
import { printFault } from '../yaml/print-fault.ts';
import { environmentOf } from './environment.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
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

function check(options: Options, io: Io): void {
  const today = dayOf(io.clock.now());
  // Only for the endpoints: no secret is asked for.
  const { environment } = environmentOf(io);
  const configuration = checkConfiguration(configFolder(options.config), environment, { today });
  const faults = [...configuration.settingsFaults, ...configuration.rulesFaults];
  if (options.json === true) io.out(`${report(configuration, faults)}\n`);
  else tellAll(io, configuration, faults);
  io.exit(faults.length > 0 ? 2 : 0);
}

/** Adds `check`: every fault of both files at once. It needs no secret, network or store. */
export function registerCheck(program: Command, io: Io): void {
  program
    .command('check')
    .description('all faults and warnings of the configuration')
    .option('--config <dir>', 'configuration folder', io.env['VIGIL_CONFIG'] ?? 'config')
    .option('--json', 'as JSON')
    .action((options: Options) => check(options, io));
}
