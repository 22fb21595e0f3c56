import { STOCK_TYPES } from '../../vi/event.ts';
import { categoryWord } from '../category-word.ts';

export const type = categoryWord({
  word: 'type',
  description:
    'What is traded: stock, ETF, ETN, REIT, SPAC or preferred share (stock list, ka10099).',
  values: STOCK_TYPES,
  read: (event) => event.type,
});
