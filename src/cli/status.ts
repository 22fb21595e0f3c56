import type { Command } from 'commander';
import type { CountRow } from '../store/obligation.ts';
import { OUTCOMES, type Standing } from '../store/outcome.ts';
import { dayOf } from '../vi/kst.ts';
import { atDesk } from './desk/desk.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

const STANDINGS: readonly Standing[] = [...OUTCOMES, 'waiting'];

type Sums = Readonly<Record<Standing, number>>;

const sumOf = (rows: readonly CountRow[], standing: Standing): number =>
  rows.filter(({ outcome }) => outcome === standing).reduce((sum, { count }) => sum + count, 0);

/** How many obligations stand how. */
const sums = (rows: readonly CountRow[]): Sums => {
  const of = (standing: Standing): number => sumOf(rows, standing);
  return {
    sent: of('sent'),
    merged: of('merged'),
    muted: of('muted'),
    suppressed: of('suppressed'),
    repeat: of('repeat'),
    expired: of('expired'),
    failed: of('failed'),
    unknown: of('unknown'),
    waiting: of('waiting'),
  };
};

const total = (rows: readonly CountRow[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0);

/** Adds `status`: today's ledger, added up. */
export function registerStatus(program: Command, io: Io): void {
  program
    .command('status')
    .description("today's alerts by outcome, and whether the counts add up")
    .option('--config <dir>', 'configuration folder', io.env['VIGIL_CONFIG'] ?? 'config')
    .option('--json', 'as JSON')
    .action(({ config, json }: Options) =>
      atDesk(config, io, async ({ store }) => {
        const day = dayOf(io.clock.now());
        const rows = await store.rows.counts(day);
        const outcomes = sums(rows);
        const matched = total(rows);
        if (json === true) io.out(`${JSON.stringify({ day, matched, outcomes })}\n`);
        else {
          const parts = STANDINGS.filter((one) => outcomes[one] > 0).map(
            (one) => `${one} ${outcomes[one]}`,
          );
          io.out(`${day}: ${matched} = ${parts.join(' + ') || '0'}\n`);
        }
        return 0;
      }),
    );
}
