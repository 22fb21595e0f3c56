import { numberTest } from '../number-test.ts';

export const volume = numberTest(
  'Shares traded today, 100만 works (Kiwoom 13).',
  { suffix: '주', large: true, signed: false },
  (event) => event.volume,
);
