import { numberWord } from '../number-word.ts';

export const price = numberWord({
  word: 'price',
  description: 'The price that fired it, won (Kiwoom 1221).',
  unit: { suffix: '원', large: true, signed: false },
  read: (event) => event.price,
});
