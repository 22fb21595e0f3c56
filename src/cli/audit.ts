import type { Command } from 'commander';
import { actedJson, actedLine } from '../command/acted-line.ts';
import type { ActedFilter } from '../store/store.ts';
import { addDays, instantOf, type Day } from '../vi/kst.ts';
import { configOption } from './config-option.ts';
import { dayText } from './day-text.ts';
import { atDesk } from './desk/desk.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly from?: Day;
  readonly to?: Day;
}

/** Both days included, in Korean time. */
const filterOf = ({ from, to }: Options): ActedFilter => ({
  ...(from === undefined ? {} : { from: instantOf(from, '00:00:00') }),
  ...(to === undefined ? {} : { before: instantOf(addDays(to, 1), '00:00:00') }),
});

/** Adds `audit`: who changed what, in chat and at the command line, newest last. */
export function registerAudit(program: Command, io: Io): void {
  program
    .command('audit')
    .description('who changed what, and when: every command that acted, newest last')
    .option('--from <day>', 'first day, YYYY-MM-DD', dayText)
    .option('--to <day>', 'last day, YYYY-MM-DD', dayText)
    .addOption(configOption(io))
    .option('--json', 'as JSON')
    .action((options: Options) =>
      atDesk(options.config, io, async ({ store, settings: { people } }) => {
        const acted = await store.rows.acted(filterOf(options));
        if (options.json === true) {
          const commands = acted.map((one) => actedJson(one, people));
          io.out(`${JSON.stringify({ commands })}\n`);
        } else io.out(acted.map((one) => `${actedLine(one, people, 'ko')}\n`).join(''));
        return 0;
      }),
    );
}
