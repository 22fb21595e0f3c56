import type { SimulatedStock } from './simulated-stock.ts';

/** KRX's price steps since 2023: up to but not including this price, in won. */
const STEPS = [
  [2_000, 1],
  [5_000, 5],
  [20_000, 10],
  [50_000, 50],
  [200_000, 100],
  [500_000, 500],
] as const;
const LARGEST_STEP = 1_000;
/** A share may move this far from the previous close in a day. */
const DAILY_LIMIT = 0.3;

const stepAt = (price: number): number =>
  STEPS.find(([below]) => price < below)?.[1] ?? LARGEST_STEP;

/** The nearest price that can be traded and is not nearer to `from` than `price` is. */
export function tradable(price: number, from: number): number {
  const step = stepAt(price);
  return (price >= from ? Math.ceil(price / step) : Math.floor(price / step)) * step;
}

/** Signed %, of a price against another. */
export const percent = (price: number, against: number): number => (price / against - 1) * 100;

/** Whether the exchange would let this price be traded today. */
export const isWithinDay = (stock: SimulatedStock, price: number): boolean =>
  Math.abs(price / stock.close - 1) <= DAILY_LIMIT;
