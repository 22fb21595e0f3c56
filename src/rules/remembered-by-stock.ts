import type { StockCode } from '../vi/event.ts';

// More stocks than are listed; a flood of invented codes cannot fill the memory.
const REMEMBERED_STOCKS = 5000;

interface Remembered<T> {
  readonly name: string | undefined;
  readonly value: T;
}

/**
 * Finds out something about a stock once, and again when it is heard by another name.
 *
 * @param sizeOf for how many stocks it counts: once that comes to too many, all is forgotten.
 */
export function rememberedByStock<T>(
  find: (stock: StockCode, name: string | undefined) => T,
  sizeOf: (value: T) => number = () => 1,
): (stock: StockCode, name: string | undefined) => T {
  const known = new Map<StockCode, Remembered<T>>();
  let size = 0;
  return (stock, name) => {
    const before = known.get(stock);
    if (before !== undefined && before.name === name) return before.value;
    const value = find(stock, name);
    if (size >= REMEMBERED_STOCKS) {
      known.clear();
      size = 0;
    }
    known.set(stock, { name, value });
    // What it takes the place of goes on counting: that forgets too early, never too late.
    size += sizeOf(value);
    return value;
  };
}
