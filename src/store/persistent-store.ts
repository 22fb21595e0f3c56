import type { Clock } from '../platform/clock.ts';
import { insist } from './insist.ts';
import type { Store } from './store.ts';

type Insisted = (work: () => Promise<unknown>) => Promise<unknown>;

/** The same object, each of whose functions is insisted on. */
const insisting = <T extends object>(rows: T, insisted: Insisted): T =>
  new Proxy(rows, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): Promise<unknown> =>
        insisted(async () => {
          const done: unknown = await Reflect.apply(value, target, given);
          return done;
        });
    },
  });

/**
 * The store for everything whose loss would break the promise: work is done until the disk takes
 * it, and each refusal is told to `hindered`. Work may be done anew, so it must not have changed
 * anything but the store when it fails.
 */
export function persistentStore(
  store: Store,
  clock: Clock,
  hindered: (fault: unknown) => void,
): Store {
  return {
    ...store,
    rows: insisting(store.rows, (work) => insist(clock, work, hindered)),
    transaction: (work) => insist(clock, () => store.transaction(work), hindered),
  };
}
