import { numberTest } from '../number-test.ts';

export const price = numberTest(
  'The price that fired it, won (Kiwoom 1221).',
  { suffix: '원', large: true, signed: false },
  (event) => event.price,
);
