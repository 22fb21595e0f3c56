import { z } from 'zod';
import { VENUES, type Venue } from '../../vi/event.ts';
import { instantOf, type Day } from '../../vi/kst.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { condition } from '../condition.ts';

const wholeDay = (day: Day) => ({
  from: instantOf(day, '00:00:00'),
  to: instantOf(day, '24:00:00'),
});

export const venue = oneOrMany(z.enum(VENUES))
  .transform((wanted) => ({
    ...condition({
      test: wanted.join(', '),
      read: (event) => event.venue,
      holds: (value) => wanted.includes(value),
      show: (value) => value,
    }),
    openings: (day: Day, own: Venue | undefined) =>
      own !== undefined && wanted.includes(own) ? [wholeDay(day)] : [],
  }))
  .meta({ description: 'Where it fired: KRX or NXT (suffix of the Kiwoom item).' });
