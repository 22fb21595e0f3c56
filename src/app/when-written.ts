import type { Store } from '../store/store.ts';

/**
 * The same look at the store, left out while nobody has written into it since the last one and
 * nothing is due.
 */
export function whenWritten(
  store: Pick<Store, 'version'>,
  look: () => Promise<void>,
  isDue = (): boolean => false,
): () => Promise<void> {
  let seen: string | undefined;
  return async () => {
    const version = store.version();
    if (version !== undefined && version === seen && !isDue()) return;
    await look();
    seen = version;
  };
}
