import { deviationOf } from '../deviation-of.ts';
import { numberWord } from '../number-word.ts';

export const deviationDynamic = numberWord({
  word: 'deviation.dynamic',
  description: 'Deviation from the dynamic reference price, signed % (Kiwoom 1239).',
  unit: { suffix: '%', large: false, signed: true },
  read: (event) => deviationOf(event, 'dynamic'),
});
