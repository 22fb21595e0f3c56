import { numberWord } from '../number-word.ts';

export const count = numberWord({
  word: 'count',
  description: 'How many-th VI of this stock today (Kiwoom 1490).',
  unit: { suffix: '', large: false, signed: false },
  read: (event) => event.count,
});
