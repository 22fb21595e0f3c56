import { numberWord } from '../number-word.ts';

export const sinceLast = numberWord({
  word: 'since_last',
  description:
    'Time since the VI of this stock before it, of the same day and venue, "<= 10m" (from Kiwoom 1223 of both). The first of the day has none.',
  unit: 'duration',
  read: (event) => event.sinceLast,
});
