import type { Unit } from './amount.ts';

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** A value as `explain` shows it: `+10.07 %`, `12,350원`, `3`. */
export function showNumber(value: number, unit: Unit): string {
  if (unit.suffix !== '%') return GROUPED.format(value) + unit.suffix;
  return `${unit.signed && value > 0 ? '+' : ''}${value.toFixed(2)} %`;
}
