import { VENUES } from '../../vi/event.ts';
import { oneOf } from '../one-of.ts';

export const venue = oneOf(
  'Where it fired: KRX or NXT (suffix of the Kiwoom item).',
  VENUES,
  (event) => event.venue,
);
