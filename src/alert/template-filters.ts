import { grouped, koreanMoney, percent } from './format.ts';
import type { Words } from './words/words.ts';

interface Filter {
  /** What it makes of a number, for people. */
  readonly about: string;
  readonly show: (value: number, words: Words) => string;
}

/** How a template may write a number: `{price|won}`. */
export const FILTERS = {
  won: { about: '12,350원', show: (value, words) => words.price(value) },
  억: { about: '412억, 1조 2,300억', show: koreanMoney },
  number: { about: '12,350', show: grouped },
  plain: { about: '12350', show: String },
  percent: { about: '+10.07%', show: percent },
  size: { about: '10.07%, without a sign', show: (value) => `${Math.abs(value).toFixed(2)}%` },
  회: { about: '2회', show: (value, words) => words.nth(value) },
} as const satisfies Readonly<Record<string, Filter>>;

export type FilterName = keyof typeof FILTERS;

export const FILTER_NAMES: readonly string[] = Object.keys(FILTERS);

export const isFilter = (name: string): name is FilterName => Object.hasOwn(FILTERS, name);
