import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { textOf } from '../alert/message.ts';
import { findCommand } from '../command/find-command.ts';
import { perform, type Performed } from '../command/perform.ts';
import { configOption } from './config-option.ts';
import { atCommandDesk, type CommandDesk, type DeskDeps } from './desk/at-command-desk.ts';
import type { Io } from './io.ts';

/** Does what the words say, as an admin who is in no chat. */
export async function performAt(desk: CommandDesk, words: readonly string[]): Promise<Performed> {
  const said = findCommand(words.join(' '));
  return perform(said, `cli:${randomUUID()}`, await desk.state(), desk.store);
}

/** Adds a chat command that changes something; its answer is told to people. */
export function registerAsInChat(
  program: Command,
  io: Io,
  deps: DeskDeps,
  { name, about }: { readonly name: string; readonly about: string },
): void {
  program
    .command(`${name} [words...]`)
    .description(about)
    .addOption(configOption(io))
    .action(async (words: readonly string[], { config }: { readonly config: string }) => {
      const code = await atCommandDesk(deps, config, async (desk) => {
        const done = await performAt(desk, [name, ...words]);
        io.tell(textOf(done.message));
        return done.ok ? 0 : 1;
      });
      io.exit(code);
    });
}
