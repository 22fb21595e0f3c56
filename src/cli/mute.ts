import type { Command } from 'commander';
import { textOf } from '../alert/message.ts';
import { mutesJson } from '../command/mutes-json.ts';
import { performAt, registerAsInChat } from './as-in-chat.ts';
import { configOption } from './config-option.ts';
import { atCommandDesk, type DeskDeps } from './desk/at-command-desk.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** Adds `mute`, `unmute` and `mutes`: the chat's own commands, for everyone and as an admin. */
export function registerMute(program: Command, io: Io, deps: DeskDeps): void {
  const about = 'as in chat; for everyone unless said otherwise';
  for (const name of ['mute', 'unmute']) registerAsInChat(program, io, deps, { name, about });
  program
    .command('mutes')
    .description('what is muted now, in every chat')
    .addOption(configOption(io))
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
