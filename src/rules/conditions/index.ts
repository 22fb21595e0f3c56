import { change } from './change.ts';
import { count } from './count.ts';
import { deviation } from './deviation.ts';
import { deviationDynamic } from './deviation-dynamic.ts';
import { deviationStatic } from './deviation-static.ts';
import { direction } from './direction.ts';
import { event } from './event.ts';
import { kind } from './kind.ts';
import { market } from './market.ts';
import { name } from './name.ts';
import { price } from './price.ts';
import { session } from './session.ts';
import { sinceLast } from './since-last.ts';
import { stock } from './stock.ts';
import { time } from './time.ts';
import { turnover } from './turnover.ts';
import { type } from './type.ts';
import { venue } from './venue.ts';
import { volume } from './volume.ts';
import { watchlist } from './watchlist.ts';

/** Every word under `when` but the groups, in the order in which `explain` shows them. */
export const WORDS = {
  stock,
  watchlist,
  name,
  event,
  kind,
  direction,
  deviation,
  'deviation.static': deviationStatic,
  'deviation.dynamic': deviationDynamic,
  change,
  count,
  since_last: sinceLast,
  price,
  volume,
  turnover,
  market,
  venue,
  type,
  time,
  session,
};
