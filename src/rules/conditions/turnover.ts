import { numberWord } from '../number-word.ts';

export const turnover = numberWord({
  word: 'turnover',
  description:
    'Won traded today, 100억 or 1조 2000억 work (Kiwoom 14, converted from million won).',
  unit: { suffix: '원', large: true, signed: false },
  read: (event) => event.turnover,
});
