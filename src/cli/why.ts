import type { Command } from 'commander';
import { textOf } from '../alert/message.ts';
import type { CommandState, Lived } from '../command/command.ts';
import { why } from '../command/commands/why.ts';
import { happenedAt } from '../vi/episode.ts';
import { dayOf, instantOf, type TimeOfDay } from '../vi/kst.ts';
import { configOption } from './config-option.ts';
import { atCommandDesk, type DeskDeps } from './desk/at-command-desk.ts';
import { time } from './explain/option-values.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** Those that happened nearest to a time of today: the trigger or release that is meant. */
function nearest(
  history: readonly Lived[],
  said: TimeOfDay,
  state: CommandState,
): readonly Lived[] {
  const at = instantOf(dayOf(state.now), said);
  const far = ({ event }: Lived): number => Math.abs(happenedAt(event) - at);
  const least = Math.min(...history.map(far));
  return history.filter((lived) => far(lived) === least);
}

function narrowed(state: CommandState, code: string, at: string | undefined): CommandState {
  const own = state.history.filter(({ event }) => event.stock === code.toUpperCase());
  if (at === undefined || own.length === 0) return state;
  return { ...state, history: nearest(own, at, state) };
}

/** Adds `why`: what became of each of a stock's events today, and why. */
export function registerWhy(program: Command, io: Io, deps: DeskDeps): void {
  program
    .command('why <stock...>')
    .description("what happened to each of a stock's events today, and why")
    .option('--at <time>', 'only the event nearest to this time (KST)', time)
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .action(async (words: readonly string[], { config, at, json }: Options) => {
      const code = await atCommandDesk(deps, config, async (desk) => {
        const state = narrowed(await desk.state(true), words.join(' '), at);
        const outcome = why.run(words, state);
        const stock = words.join(' ').toUpperCase();
        const lived = state.history.filter(({ event }) => event.stock === stock);
        io.out(
          `${json === true ? JSON.stringify(lived) : textOf(outcome.reply({ mute: undefined }))}\n`,
        );
        return outcome.ok ? 0 : 1;
      });
      io.exit(code);
    });
}
