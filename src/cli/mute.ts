import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { textOf } from '../alert/message.ts';
import { findCommand } from '../command/find-command.ts';
import { mutesJson } from '../command/mutes-json.ts';
import { perform, type Performed } from '../command/perform.ts';
import { atCommandDesk, type CommandDesk, type DeskDeps } from './at-command-desk.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

async function performAt(desk: CommandDesk, words: readonly string[]): Promise<Performed> {
  const said = findCommand(words.join(' '));
  return perform(said, `cli:${randomUUID()}`, await desk.state(), desk.store);
}

/** Adds `mute`, `unmute` and `mutes`: the chat's own commands, for everyone and as an admin. */
export function registerMute(program: Command, io: Io, deps: DeskDeps): void {
  const folder = io.env['VIGIL_CONFIG'] ?? 'config';
  for (const name of ['mute', 'unmute']) {
    program
      .command(`${name} [words...]`)
      .description('as in chat; for everyone unless said otherwise')
      .option('--config <dir>', 'configuration folder', folder)
      .action(async (words: readonly string[], options: Options) => {
        const code = await atCommandDesk(deps, options.config, async (desk) => {
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
      const code = await atCommandDesk(deps, options.config, async (desk) => {
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
