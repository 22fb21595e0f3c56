import { isStockCode, withoutPrefix } from '../vi/stock.ts';
import type { Reading, StockCode } from '../vi/event.ts';

/** What `item` or 9001 names: a stock, and by its suffix the copy. */
export interface Element {
  readonly stock: StockCode;
  readonly copy: Reading['copy'];
  /** A suffix nobody has described; such a row counts as merged, since its venue is not told. */
  readonly strangeSuffix: string | undefined;
}

const COPIES: ReadonlyMap<string, Reading['copy']> = new Map([
  ['', 'bare'],
  ['NX', 'nxt'],
  ['AL', 'merged'],
]);

/** Reads `109670`, `109670_AL`, `109670_NX`, `A109670` (kiwoom.md 1); `undefined`: no stock's. */
export function readElement(text: string): Element | undefined {
  const [code = '', suffix = ''] = text.trim().split('_', 2);
  const stock = withoutPrefix(code);
  if (!isStockCode(stock)) return undefined;
  const copy = COPIES.get(suffix);
  return { stock, copy: copy ?? 'merged', strangeSuffix: copy === undefined ? suffix : undefined };
}
