import type { Cancel, Clock } from './clock.ts';

/** Timers that can all be stopped; one that fired is forgotten. */
export function timersOf(clock: Clock) {
  const pending = new Set<Cancel>();
  return {
    after(ms: number, fn: () => void): void {
      const cancel = clock.after(ms, () => {
        pending.delete(cancel);
        fn();
      });
      pending.add(cancel);
    },
    stop: (): void => {
      for (const cancel of pending) cancel();
      pending.clear();
    },
  };
}
