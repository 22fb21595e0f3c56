import { parseDuration, writeDuration } from '../vi/duration.ts';
import { parseAmount, type Unit } from './amount.ts';
import { showNumber } from './show-number.ts';

/** What a word's numbers are: amounts in their unit, or times in ms. */
export type Measure = Unit | 'duration';

/** The number that is written; `undefined` when it is none. */
export const parseMeasure = (text: string, measure: Measure): number | undefined =>
  measure === 'duration' ? parseDuration(text) : parseAmount(text, measure);

/** A value as `explain` shows it. */
export const showMeasure = (value: number, measure: Measure): string =>
  measure === 'duration' ? writeDuration(value) : showNumber(value, measure);
