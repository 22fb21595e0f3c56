import { numberTest } from '../number-test.ts';

export const count = numberTest(
  'How many-th VI of this stock today (Kiwoom 1490).',
  { suffix: '', large: false, signed: false },
  (event) => event.count,
);
