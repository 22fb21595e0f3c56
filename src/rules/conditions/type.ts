import { STOCK_TYPES } from '../../vi/event.ts';
import { oneOf } from '../one-of.ts';

export const type = oneOf(
  'What is traded: stock, ETF, ETN, REIT, SPAC or preferred share (stock list, ka10099).',
  STOCK_TYPES,
  (event) => event.type,
);
