import type { Command } from 'commander';
import { configOption } from './config-option.ts';
import { examineAll } from './doctor/examine-all.ts';
import { findingLine, type Finding } from './doctor/finding.ts';
import { environmentOf } from './desk/environment.ts';
import { redactor } from '../platform/log.ts';
import { secretsIn } from '../settings/environment.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

const isFault = ({ level }: Finding): boolean => level === 'fault';

async function doctor({ config, json }: Options, io: Io): Promise<void> {
  const findings = await examineAll(config, io);
  const ok = !findings.some(isFault);
  // Reasons come from other people's programs.
  const masked = redactor(secretsIn(environmentOf(io).environment));
  if (json === true) io.out(`${masked(JSON.stringify({ ok, checks: findings }, undefined, 2))}\n`);
  else findings.forEach((finding) => io.tell(masked(findingLine(finding))));
  io.exit(ok ? 0 : 1);
}

/** Adds `doctor`: what is wrong, one line each, and what to do about it. */
export function registerDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description('what is wrong and what to do: keys, login, channels, clock, store, rules')
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .action((options: Options) => doctor(options, io));
}
