import type { StockCode } from '../vi/event.ts';

// More stocks than are listed; a flood of invented codes cannot fill the memory.
const REMEMBERED_STOCKS = 5000;

interface Remembered<T> {
  readonly name: string | undefined;
  readonly value: T;
}

/** Finds out something about a stock once, and again when it is heard by another name. */
export function rememberedByStock<T>(
  find: (stock: StockCode, name: string | undefined) => T,
): (stock: StockCode, name: string | undefined) => T {
  const known = new Map<StockCode, Remembered<T>>();
  return (stock, name) => {
    const before = known.get(stock);
    if (before !== undefined && before.name === name) return before.value;
    const value = find(stock, name);
    if (known.size >= REMEMBERED_STOCKS) known.clear();
    known.set(stock, { name, value });
    return value;
  };
}
