import { sleep, type Clock } from '../../platform/clock.ts';
import type { KeptRows } from '../../store/store.ts';
import { answerTo, lastRequest, type ReloadAnswer } from './reload-desk.ts';

const PATIENCE_MS = 8_000;
const LOOK_MS = 100;

/**
 * Waits for what the running bot says to a request that has been put; `undefined`: nobody
 * answered. A later request takes its place, and its answer stands for both: it read the same files.
 */
export async function awaitReload(
  rows: KeptRows,
  clock: Clock,
): Promise<Omit<ReloadAnswer, 'id'> | undefined> {
  const began = clock.elapsed();
  for (;;) {
    const request = await lastRequest(rows);
    const answer = request && (await answerTo(rows, request.id));
    if (answer !== undefined || clock.elapsed() - began > PATIENCE_MS) return answer;
    await sleep(clock, LOOK_MS);
  }
}
