import { Command, CommanderError } from 'commander';
import { nearest } from '../yaml/nearest.ts';
import { registerBacktest } from './backtest.ts';
import { registerAudit } from './audit.ts';
import { registerCheck } from './check.ts';
import { registerDoctor } from './doctor.ts';
import { registerExplain } from './explain.ts';
import { registerExport } from './export.ts';
import { registerInit } from './init.ts';
import type { Io, Register } from './io.ts';
import type { DeskDeps } from './desk/at-command-desk.ts';
import { openCommandDesk } from './desk/command-desk.ts';
import { registerImport } from './import.ts';
import { registerMute } from './mute.ts';
import { registerReload } from './reload.ts';
import { registerReplay } from './replay.ts';
import { registerRetry } from './retry.ts';
import { registerRun } from './run.ts';
import { registerSchema } from './schema.ts';
import { registerSendTest } from './send-test.ts';
import { registerSimulate } from './simulate.ts';
import { registerStatus } from './status.ts';
import { registerTest } from './test.ts';
import { registerWatch } from './watch.ts';
import { registerWhy } from './why.ts';

/** EX_USAGE: the words of the command line are wrong. */
const USAGE = 64;

const desks = (io: Io): DeskDeps => ({
  openCommandStore: (folder) => openCommandDesk(folder, io),
});

const COMMANDS: readonly Register[] = [
  registerRun,
  (program, io) => registerInit(program, io),
  registerDoctor,
  registerCheck,
  registerTest,
  registerSendTest,
  registerReplay,
  registerBacktest,
  registerImport,
  registerExplain,
  (program, io) => registerMute(program, io, desks(io)),
  (program, io) => registerWhy(program, io, desks(io)),
  registerStatus,
  (program, io) => registerWatch(program, io, desks(io)),
  registerReload,
  registerRetry,
  registerAudit,
  registerExport,
  registerSchema,
  registerSimulate,
];

/** The one line about an option or argument that a command does not take. */
function aboutOption(command: Command, fault: CommanderError): string {
  const message = fault.message.replace(/^error: /, '').split('\n')[0] ?? '';
  const unknown = /'(--?[^']+)'/.exec(message)?.[1];
  const known = command.options.flatMap(({ long }) => long ?? []);
  const near = unknown === undefined ? undefined : nearest(unknown, known);
  return near === undefined ? message : `${message} → \`${near}\`?`;
}

/** The one line about words that are not known, with the nearest that are. */
function complaint(program: Command, fault: CommanderError, args: readonly string[]): string {
  const first = args.find((arg) => !arg.startsWith('-')) ?? '';
  const command = program.commands.find((one) => one.name() === first);
  if (command !== undefined) return aboutOption(command, fault);
  const names = program.commands.map((one) => one.name());
  const near = nearest(first, names);
  const hint = near === undefined ? names.join(', ') : `\`${near}\`?`;
  return `모르는 명령 (unknown command): ${first} → ${hint}`;
}

/** Runs one command line. What is wrong with its words is told in one line, exit 64. */
export async function runProgram(args: readonly string[], io: Io): Promise<void> {
  const program = new Command('vigil')
    .description('VI 알림 봇 (alerts to volatility interruptions of Korean stocks)')
    .configureOutput({ writeOut: io.out, writeErr: () => undefined });
  for (const register of COMMANDS) register(program, io);
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.exitCode === 0) return io.exit(0);
    if (fault.code === 'commander.help') return io.exit(USAGE);
    io.tell(complaint(program, fault, args));
    io.exit(USAGE);
  }
}
