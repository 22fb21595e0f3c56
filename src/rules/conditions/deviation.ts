import type { ViEvent } from '../../vi/event.ts';
import { deviationOf } from '../deviation-of.ts';
import { numberWord } from '../number-word.ts';

/** The larger size of those that apply. */
function sizeOf(event: ViEvent): number | undefined {
  const ofStatic = deviationOf(event, 'static');
  const ofDynamic = deviationOf(event, 'dynamic');
  if (ofStatic === undefined) return ofDynamic === undefined ? undefined : Math.abs(ofDynamic);
  return Math.max(Math.abs(ofStatic), Math.abs(ofDynamic ?? 0));
}

export const deviation = numberWord({
  word: 'deviation',
  description:
    'Size of the deviation from the reference price, % without sign, the larger one of static and dynamic (Kiwoom 1238/1239).',
  unit: { suffix: '%', large: false, signed: false },
  read: sizeOf,
});
