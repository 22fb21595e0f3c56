import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { textOf } from '../alert/message.ts';
import type { CommandState, CommandStore } from '../command/command.ts';
import { findCommand } from '../command/find-command.ts';
import { mutesJson } from '../command/mutes-json.ts';
import { perform, type Performed } from '../command/perform.ts';
import type { Io } from './io.ts';

/** What chat commands work on when they are given at the command line. */
export interface CommandDesk {
  /** The state now, with person `cli` and no chat. */
  state(): Promise<CommandState>;
  readonly store: CommandStore;
  close(): Promise<void>;
}

export interface MuteDeps {
  /**
   * Opens the store of this configuration folder, whether or not a bot runs on it; `undefined`
   * when the configuration has faults, which are told then.
   */
  openCommandStore(configFolder: string): Promise<CommandDesk | undefined>;
}

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** Works at the folder's desk; resolves to the exit code. */
async function atDesk(
  deps: MuteDeps,
  { config }: Options,
  work: (desk: CommandDesk) => Promise<number>,
): Promise<number> {
  const desk = await deps.openCommandStore(config);
  if (desk === undefined) return 1;
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

async function performAt(desk: CommandDesk, words: readonly string[]): Promise<Performed> {
  const said = findCommand(words.join(' '));
  return perform(said, `cli:${randomUUID()}`, await desk.state(), desk.store);
}

/** Adds `mute`, `unmute` and `mutes`: the chat's own commands, for everyone and as an admin. */
export function registerMute(program: Command, io: Io, deps: MuteDeps): void {
  const folder = io.env['VIGIL_CONFIG'] ?? 'config';
  for (const name of ['mute', 'unmute']) {
    program
      .command(`${name} [words...]`)
      .description('as in chat; for everyone unless said otherwise')
      .option('--config <dir>', 'configuration folder', folder)
      .action(async (words: readonly string[], options: Options) => {
        const code = await atDesk(deps, options, async (desk) => {
          const done = await performAt(desk, [name, ...words]);
          io.tell(textOf(done.message));
          return done.ok ? 0 : 1;
        });
        io.exit(code);
      });
  }
  program
    .command('mutes')
    .description('what is muted now, in every chat')
    .option('--config <dir>', 'configuration folder', folder)
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const code = await atDesk(deps, options, async (desk) => {
        const asJson = options.json === true;
        const text = asJson
          ? JSON.stringify(mutesJson(await desk.state()))
          : textOf((await performAt(desk, ['mutes'])).message);
        io.out(`${text}\n`);
        return 0;
      });
      io.exit(code);
    });
}
