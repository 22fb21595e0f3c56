import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { awaitReload } from '../app/reload/ask-reload.ts';
import { putRequest } from '../app/reload/reload-desk.ts';
import { answer } from '../command/reply.ts';
import { toResult } from '../command/result.ts';
import type { Rows } from '../store/store.ts';
import { configOption } from './config-option.ts';
import { readSettings } from './desk/desk.ts';
import { openTold } from './desk/open-told.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly force?: boolean;
}

const SILENCE = '실행 중인 vigil이 답하지 않았습니다 (no running vigil answered)';

/** Asks the running bot; who asked is kept with what it said. */
async function ask(rows: Rows, force: boolean, { clock }: Io) {
  const id = `cli:${randomUUID()}`;
  const at = clock.now();
  // What is forced is told to the operator as well, even if its fault was told before.
  await putRequest(rows, { id, force, tell: force });
  const answered = await awaitReload(rows, clock);
  const { ok, lines } = answered ?? { ok: false, lines: [SILENCE] };
  const words = force ? 'reload force' : 'reload';
  await rows.addResult({ id, person: 'cli', words, result: toResult(answer(lines)), at });
  return { ok, lines };
}

async function reload({ config, force = false }: Options, io: Io): Promise<number> {
  const settings = readSettings(config, io);
  if (settings === undefined) return 1;
  const store = await openTold(settings.store.path, io);
  if (store === undefined) return 1;
  try {
    const { ok, lines } = await ask(store.rows, force, io);
    for (const line of lines) io.tell(line);
    return ok ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Adds `reload`: the running bot reads its configuration again and says what came of it. */
export function registerReload(program: Command, io: Io): void {
  program
    .command('reload')
    .description('the running bot reads its configuration again')
    .addOption(configOption(io))
    .option('--force', 'even if most rules are gone')
    .action(async (options: Options) => io.exit(await reload(options, io)));
}
