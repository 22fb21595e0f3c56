/** The numbers from `from` to `to`, both of them in. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The double next to this one. */
function beside(value: number, up: boolean): number {
  if (value === 0) return up ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const step = value > 0 === up ? 1n : -1n;
  view.setBigInt64(0, view.getBigInt64(0) + step);
  return view.getFloat64(0);
}

export const atLeast = (bound: number): Range => ({ from: bound, to: Infinity });
export const atMost = (bound: number): Range => ({ from: -Infinity, to: bound });
export const above = (bound: number): Range => atLeast(beside(bound, true));
export const below = (bound: number): Range => atMost(beside(bound, false));

/** Whether the number lies in any of them. */
export function isWithin(ranges: readonly Range[], value: number): boolean {
  for (const { from, to } of ranges) if (from <= value && value <= to) return true;
  return false;
}
