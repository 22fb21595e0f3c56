import { deviationOf } from '../deviation-of.ts';
import { numberWord } from '../number-word.ts';

export const deviationStatic = numberWord({
  word: 'deviation.static',
  description: 'Deviation from the static reference price, signed % (Kiwoom 1238).',
  unit: { suffix: '%', large: false, signed: true },
  read: (event) => deviationOf(event, 'static'),
});
