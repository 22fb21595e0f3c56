import { MARKETS } from '../../vi/event.ts';
import { oneOf } from '../one-of.ts';

export const market = oneOf(
  'The market the stock is listed on (stock list, else Kiwoom 9008).',
  MARKETS,
  (event) => event.market,
);
