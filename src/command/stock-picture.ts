import type { StockPicture } from '../picture/picture.ts';
import { dayOf } from '../vi/kst.ts';
import type { CommandState } from './command.ts';
import { interruptionsOf } from './interruptions.ts';

/** The stock's day so far, with or without an interruption. */
export function stockPicture(
  { code, name }: Pick<StockPicture, 'code' | 'name'>,
  { history, now }: CommandState,
): StockPicture {
  const own = history.filter(({ event }) => event.stock === code);
  return {
    is: 'stock',
    code,
    name,
    day: dayOf(now),
    now,
    bands: interruptionsOf(own).map(({ event: { direction }, from, until }) => ({
      from,
      until,
      direction,
    })),
  };
}
