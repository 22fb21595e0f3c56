import type { Cancel, Clock } from './clock.ts';

/**
 * Does the work `ms` after the last time it was done, over and over, until it is cancelled. What
 * it throws goes to `fault`, and it is done again all the same.
 */
export function every(
  clock: Clock,
  ms: number,
  work: () => Promise<void>,
  fault: (error: unknown) => void,
): Cancel {
  let isOver = false;
  let cancel: Cancel = () => undefined;
  const again = (): void => {
    if (isOver) return;
    cancel = clock.after(ms, () => {
      work().catch(fault).finally(again);
    });
  };
  again();
  return () => {
    isOver = true;
    cancel();
  };
}
