import { deviationOf } from '../deviation-of.ts';
import { numberTest } from '../number-test.ts';

export const deviationStatic = numberTest(
  'Deviation from the static reference price, signed % (Kiwoom 1238).',
  { suffix: '%', large: false, signed: true },
  (event) => deviationOf(event, 'static'),
);
