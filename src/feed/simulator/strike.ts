import type { Direction, Kind } from '../../vi/event.ts';
import { isWithinDay, percent, tradable } from './prices.ts';
import { between, pick, type Random } from './random.ts';
import type { SimulatedStock } from './simulated-stock.ts';

/** The trade that fires an interruption, in won; a reference of 0 means that this kind did not fire. */
export interface Strike {
  readonly kind: Kind;
  readonly direction: Direction;
  readonly price: number;
  readonly staticReference: number;
  readonly dynamicReference: number;
}

/** A stock at one moment. */
export interface Standing {
  readonly stock: SimulatedStock;
  /** Won: the last trade. */
  readonly price: number;
  /** Won: the last call auction. */
  readonly base: number;
}

const STATIC_BAND = 0.1;
/** What a jump may overshoot its band by: a little in trading, much in the opening auction. */
const OVERSHOOT = { trading: 0.012, auction: 0.195 } as const;
/** Static is the commonest kind, and an extreme jump is both. */
const KIND_SHARES: readonly Kind[] = ['static', 'static', 'static', 'dynamic', 'dynamic', 'both'];

/** 3 % for KOSPI200 names and index ETFs, else 6 % (market.md). */
function dynamicBand({ type, market, nxt }: SimulatedStock): number {
  return type === 'etf' || (type === 'stock' && market === 'kospi' && nxt) ? 0.03 : 0.06;
}

interface Wish {
  readonly kind: Kind;
  readonly direction: Direction;
}

interface Jump {
  readonly random: Random;
  readonly overshoot: number;
}

function beyond({ random, overshoot }: Jump, from: number, band: number, sign: number): number {
  return tradable(from * (1 + sign * between(random, band, band + overshoot)), from);
}

function attempt(jump: Jump, { stock, price, base }: Standing, { kind, direction }: Wish): Strike {
  const sign = direction === 'up' ? 1 : -1;
  const band = dynamicBand(stock);
  if (kind === 'dynamic') {
    const struck = beyond({ ...jump, overshoot: OVERSHOOT.trading }, price, band, sign);
    return { kind, direction, price: struck, staticReference: 0, dynamicReference: price };
  }
  const struck = beyond(jump, base, STATIC_BAND, sign);
  const before = tradable(struck / (1 + sign * between(jump.random, band + 0.002, 0.09)), struck);
  const dynamicReference = kind === 'both' ? before : 0;
  return { kind, direction, price: struck, staticReference: base, dynamicReference };
}

const isPossible = ({ stock, base }: Standing, { kind, price }: Strike): boolean =>
  isWithinDay(stock, price) &&
  (kind !== 'dynamic' || Math.abs(percent(price, base)) < STATIC_BAND * 100);

/** What happens to a stock: as wished when the day's limits allow it, else a jump back to its close. */
function strikeAs(jump: Jump, standing: Standing, wish: Wish): Strike {
  const wished = attempt(jump, standing, wish);
  if (isPossible(standing, wished)) return wished;
  const direction = standing.base > standing.stock.close ? 'down' : 'up';
  const calm = { ...jump, overshoot: OVERSHOOT.trading };
  return attempt(calm, standing, { kind: 'static', direction });
}

/** An interruption of the opening auction: static, and sometimes far beyond the band. */
export function auctionStrike(random: Random, standing: Standing): Strike {
  const direction = pick(random, ['up', 'up', 'down'] as const);
  return strikeAs({ random, overshoot: OVERSHOOT.auction }, standing, {
    kind: 'static',
    direction,
  });
}

/** An interruption in continuous trading. */
export function tradingStrike(random: Random, standing: Standing): Strike {
  const kind = pick(random, KIND_SHARES);
  const direction = pick(random, ['up', 'up', 'down'] as const);
  return strikeAs({ random, overshoot: OVERSHOOT.trading }, standing, { kind, direction });
}
