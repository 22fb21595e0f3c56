import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { retry } from '../app/chores/retry.ts';
import { configOption } from './config-option.ts';
import { atDesk } from './desk/desk.ts';
import type { Io } from './io.ts';

/** Adds `retry`: today's failed alerts are tried again, and paused channels asked at once. */
export function registerRetry(program: Command, io: Io): void {
  program
    .command('retry')
    .description("today's failed alerts are tried again, paused channels asked at once")
    .addOption(configOption(io))
    .action(({ config }: { readonly config: string }) =>
      atDesk(config, io, async ({ store }) => {
        const count = await retry(store, `cli:${randomUUID()}`, io.clock.now());
        io.tell(`다시 시도: ${count}건 (tried again: ${count})`);
        return 0;
      }),
    );
}
