import { numberTest } from '../number-test.ts';

export const turnover = numberTest(
  'Won traded today, 100억 or 1조 2000억 work (Kiwoom 14, converted from million won).',
  { suffix: '원', large: true, signed: false },
  (event) => event.turnover,
);
