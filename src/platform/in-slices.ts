import { setImmediate } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** Everything that waits for its turn is heard again after so long. */
const SLICE_MS = 3;

/** Long work on plain data, which says by `yield` where it may be interrupted. */
export type Sliced<Result> = Generator<void, Result>;

/** Does all of it now. */
export function atOnce<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Everything that waits for its turn is heard first. */
export const nextTurn = (): Promise<void> => setImmediate();

/** Does it bit by bit, so that nothing else has to wait for it. */
export async function inSlices<Result>(clock: Clock, work: Sliced<Result>): Promise<Result> {
  for (;;) {
    const began = clock.elapsed();
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (clock.elapsed() - began < SLICE_MS);
    await nextTurn();
  }
}
