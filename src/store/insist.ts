import { sleep, type Clock } from '../platform/clock.ts';
import { isPassing } from './sqlite-fault.ts';

const AGAIN_MS = 1_000;

/**
 * Does the work until the store takes it. What was heard or answered is in memory alone until
 * then, so giving up would lose it. Throws what cannot pass.
 */
export async function insist<T>(
  clock: Clock,
  work: () => Promise<T>,
  hindered: (fault: unknown) => void,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (fault) {
      if (!isPassing(fault)) throw fault;
      hindered(fault);
    }
    await sleep(clock, AGAIN_MS);
  }
}
