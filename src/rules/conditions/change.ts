import { numberTest } from '../number-test.ts';

export const change = numberTest(
  'Change against the previous close at the VI price, signed % (Kiwoom 1489).',
  { suffix: '%', large: false, signed: true },
  (event) => event.change,
);
