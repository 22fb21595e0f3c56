import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { answerTo, putRequest, type ReloadAnswer } from '../app/reload-desk.ts';
import { sleep } from '../platform/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Rows } from '../store/store.ts';
import { readSettings } from './desk.ts';
import type { Io } from './io.ts';

const PATIENCE_MS = 5_000;
const LOOK_MS = 100;

interface Options {
  readonly config: string;
  readonly force?: boolean;
}

/** Asks the running bot; `undefined`: nobody answered. */
async function ask(rows: Rows, force: boolean, { clock }: Io): Promise<ReloadAnswer | undefined> {
  const id = `cli:${randomUUID()}`;
  const began = clock.elapsed();
  // What is forced is told to the operator as well, even if its fault was told before.
  await putRequest(rows, { id, force, tell: force });
  for (;;) {
    const answer = await answerTo(rows, id);
    if (answer !== undefined || clock.elapsed() - began > PATIENCE_MS) return answer;
    await sleep(clock, LOOK_MS);
  }
}

async function reload({ config, force = false }: Options, io: Io): Promise<number> {
  const settings = readSettings(config, io);
  if (settings === undefined) return 1;
  const store = await openStore(settings.store.path);
  try {
    const answer = await ask(store.rows, force, io);
    const silence = ['실행 중인 vigil이 답하지 않았습니다 (no running vigil answered)'];
    for (const line of answer?.lines ?? silence) io.tell(line);
    return answer?.ok === true ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Adds `reload`: the running bot reads its configuration again and says what came of it. */
export function registerReload(program: Command, io: Io): void {
  program
    .command('reload')
    .description('the running bot reads its configuration again')
    .option('--config <dir>', 'configuration folder', io.env['VIGIL_CONFIG'] ?? 'config')
    .option('--force', 'even if most rules are gone')
    .action(async (options: Options) => io.exit(await reload(options, io)));
}
