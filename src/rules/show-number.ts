import type { Unit } from './amount.ts';

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** A value as `explain` shows it: `+10.07 %`, `12,350원`, `3`. */
export function showNumber(value: number, suffix: Unit['suffix']): string {
  if (suffix !== '%') return GROUPED.format(value) + suffix;
  return `${value > 0 ? '+' : ''}${value.toFixed(2)} %`;
}
