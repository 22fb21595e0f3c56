import { sleep, type Clock } from '../platform/clock.ts';

/** SQLite's codes for a store that may take writes again: busy, full, I/O, cannot open, read-only. */
const PASSING = new Set([5, 6, 8, 10, 13, 14]);
const AGAIN_MS = 1_000;
const PRIMARY = 0xff;

/** Whether a store fault may pass by itself. Any other is a mistake of ours. */
export const isPassing = (fault: unknown): boolean =>
  fault instanceof Error &&
  'errcode' in fault &&
  typeof fault.errcode === 'number' &&
  PASSING.has(fault.errcode & PRIMARY);

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
