import { numberWord } from '../number-word.ts';

export const change = numberWord({
  word: 'change',
  description: 'Change against the previous close at the VI price, signed % (Kiwoom 1489).',
  unit: { suffix: '%', large: false, signed: true },
  read: (event) => event.change,
});
