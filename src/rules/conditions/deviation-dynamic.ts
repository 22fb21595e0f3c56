import { deviationOf } from '../deviation-of.ts';
import { numberTest } from '../number-test.ts';

export const deviationDynamic = numberTest(
  'Deviation from the dynamic reference price, signed % (Kiwoom 1239).',
  { suffix: '%', large: false, signed: true },
  (event) => deviationOf(event, 'dynamic'),
);
