import type { Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Clock } from '../../src/platform/clock.ts';

/** What a command printed and how it ended. */
export interface CommandEnd {
  readonly code: number;
  readonly out: string;
  readonly told: readonly string[];
}

/** Runs one command line as its own process would, beside whatever else runs. */
export async function runCommand(
  args: readonly string[],
  env: Io['env'],
  clock: Clock,
): Promise<CommandEnd> {
  let code = 0;
  const out: string[] = [];
  const told: string[] = [];
  const end = (with_: number): void => void (code = with_);
  await runProgram(args, {
    env,
    clock,
    random: () => 0,
    out: (text) => void out.push(text),
    tell: (text) => void told.push(text),
    log: () => undefined,
    logFormat: 'json',
    colour: false,
    interactive: false,
    exit: end,
    quit: end,
    onSignal: () => undefined,
  });
  return { code, out: out.join(''), told };
}
