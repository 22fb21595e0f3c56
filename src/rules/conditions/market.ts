import { MARKETS } from '../../vi/event.ts';
import { categoryWord } from '../category-word.ts';

export const market = categoryWord({
  word: 'market',
  description: 'The market the stock is listed on (stock list, else Kiwoom 9008).',
  values: MARKETS,
  read: (event) => event.market,
});
