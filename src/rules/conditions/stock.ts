import { oneOrMany } from '../../yaml/one-or-many.ts';
import { stockSet } from '../stock-set.ts';
import { stockText } from '../stock-text.ts';
import { membership } from '../membership.ts';

export const stock = oneOrMany(stockText)
  .transform((texts) => membership(stockSet(texts), { stocks: texts, lists: [] }))
  .meta({ description: 'A code or an exact name, or several (Kiwoom 9001, 302).' });
