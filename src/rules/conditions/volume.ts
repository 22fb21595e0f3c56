import { numberWord } from '../number-word.ts';

export const volume = numberWord({
  word: 'volume',
  description: 'Shares traded today, 100만 works (Kiwoom 13).',
  unit: { suffix: '주', large: true, signed: false },
  read: (event) => event.volume,
});
