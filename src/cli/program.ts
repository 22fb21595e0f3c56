import { Command, CommanderError } from 'commander';
import { nearest } from '../yaml/nearest.ts';
import type { Io } from './io.ts';
import { registerRun } from './run.ts';

/** EX_USAGE: the words of the command line are wrong. */
const USAGE = 64;

const isUnknownOption = ({ code }: CommanderError): boolean => code === 'commander.unknownOption';

/** The one line about an option or argument that a command does not take. */
function aboutOption(command: Command, fault: CommanderError): string {
  const message = fault.message.replace(/^error: /, '').split('\n')[0] ?? '';
  const unknown = isUnknownOption(fault) ? /'(--?[^']+)'/.exec(message)?.[1] : undefined;
  const known = command.options.flatMap(({ long }) => long ?? []);
  const near = unknown === undefined ? undefined : nearest(unknown, known);
  return near === undefined ? message : `${message} → \`${near}\`?`;
}

/** The one line about words that are not known, with the nearest that are. */
function complaint(program: Command, fault: CommanderError, args: readonly string[]): string {
  const first = args.find((arg) => !arg.startsWith('-')) ?? '';
  const command = program.commands.find((one) => one.name() === first);
  if (command !== undefined || isUnknownOption(fault))
    return aboutOption(command ?? program, fault);
  const names = program.commands.map((one) => one.name());
  const near = nearest(first, names);
  const hint = near === undefined ? names.join(', ') : `\`${near}\`?`;
  return `모르는 명령 (unknown command): ${first} → ${hint}`;
}

/**
 * Runs one command line. What is wrong with its words is told in one line, exit 64; without any the
 * commands are.
 */
export async function runProgram(args: readonly string[], io: Io): Promise<void> {
  const program = new Command('vigil')
    .description('VI 알림 봇 (alerts to volatility interruptions of Korean stocks)')
    .configureOutput({ writeOut: io.out, writeErr: () => undefined });
  registerRun(program, io);
  if (args[0] !== 'run') {
    const { COMMANDS } = await import('./commands.ts');
    for (const register of COMMANDS) register(program, io);
  }
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.exitCode === 0) return io.exit(0);
    const isAsking = fault.code === 'commander.help';
    io.tell(isAsking ? program.helpInformation().trimEnd() : complaint(program, fault, args));
    io.exit(USAGE);
  }
}
