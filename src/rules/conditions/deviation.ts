import { deviationOf } from '../deviation-of.ts';
import { numberTest } from '../number-test.ts';

/** The larger size of those that apply. */
export const deviation = numberTest(
  'Size of the deviation from the reference price, % without sign, the larger one of static and dynamic (Kiwoom 1238/1239).',
  { suffix: '%', large: false, signed: false },
  (event) => {
    const sizes = [deviationOf(event, 'static'), deviationOf(event, 'dynamic')]
      .filter((size) => size !== undefined)
      .map(Math.abs);
    return sizes.length === 0 ? undefined : Math.max(...sizes);
  },
);
