import { VENUES } from '../../vi/event.ts';
import { instantOf, type Day } from '../../vi/kst.ts';
import { categoryWord, type CategoryWord } from '../category-word.ts';

const wholeDay = (day: Day) => ({
  from: instantOf(day, '00:00:00'),
  to: instantOf(day, '24:00:00'),
});

export const venue: CategoryWord = {
  ...categoryWord({
    word: 'venue',
    description: 'Where it fired: KRX or NXT (suffix of the Kiwoom item).',
    values: VENUES,
    read: (event) => event.venue,
  }),
  openings: ({ values }, day, own) =>
    own !== undefined && values.includes(own) ? [wholeDay(day)] : [],
};
