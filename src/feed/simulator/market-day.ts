import type { Venue } from '../../vi/event.ts';
import { arrivals, DAY_MINUTES, type DayKind } from './arrivals.ts';
import { copiesOf, type Copies } from './copies.ts';
import { tradable } from './prices.ts';
import { between, pick, seeded, type Random } from './random.ts';
import { SIMULATED_STOCKS, type SimulatedStock } from './simulated-stock.ts';
import { auctionStrike, tradingStrike, type Standing, type Strike } from './strike.ts';

/** One interruption of a simulated day. Its times of day are stamped when it is played. */
export interface ScheduledVi extends Strike {
  /** ms since the opening. */
  readonly at: number;
  /** ms from trigger to release. */
  readonly lasts: number;
  readonly stock: SimulatedStock;
  readonly venue: Venue;
  /** How many-th of this stock today. */
  readonly count: number;
  /** Shares since the opening. */
  readonly volume: number;
  /** Million won since the opening. */
  readonly turnover: number;
  /** A frame of the opening auction, in which numbers are missing. */
  readonly sparse: boolean;
  readonly copies: Copies;
}

/** What a stock has been through so far. */
interface Trading extends Standing {
  readonly count: number;
  readonly volume: number;
  readonly turnover: number;
  /** ms since the opening: until then an interruption runs. */
  readonly freeAt: number;
}

const SESSION_MS = DAY_MINUTES * 60_000;
/** Between the two the opening auction's own interruptions come, a third of all. */
const AUCTION = { from: 3_000, until: 30_000, share: 1 / 3 } as const;
const LASTS = { least: 121_000, most: 149_000 } as const;
const NXT_SHARE = 0.2;

const untouched = (stock: SimulatedStock): Trading => ({
  stock,
  price: stock.close,
  base: stock.close,
  count: 0,
  volume: 0,
  turnover: 0,
  freeAt: 0,
});

/** A stock that runs no interruption now; when all do, the one that is free first. */
function chooseStock(random: Random, market: readonly Trading[], at: number): Trading {
  const free = market.filter((trading) => trading.freeAt <= at);
  // The first alerts of a demonstration are of shares that everybody knows.
  const known = at < AUCTION.from ? free.filter(({ stock }) => stock.nxt) : free;
  if (known.length > 0) return pick(random, known);
  return market.reduce((first, trading) => (trading.freeAt < first.freeAt ? trading : first));
}

/** Grows with the day and with the excitement, never shrinks. */
function traded(random: Random, before: Trading, at: number, price: number) {
  const calm = before.stock.turnover * (0.15 + at / SESSION_MS);
  const excited = Math.round(calm * between(random, 0.6, 1.6 + before.count / 4));
  const turnover = Math.max(before.turnover + 1, excited);
  const shares = Math.round(((turnover - before.turnover) * 1e6) / ((before.price + price) / 2));
  return { turnover, volume: before.volume + shares };
}

function interrupt(random: Random, before: Trading, at: number): ScheduledVi {
  const { stock } = before;
  const inAuction = at >= AUCTION.from && at < AUCTION.until;
  const sparse = inAuction && before.count === 0 && random() < AUCTION.share;
  const struck = sparse ? auctionStrike(random, before) : tradingStrike(random, before);
  const venue: Venue = stock.nxt && !sparse && random() < NXT_SHARE ? 'nxt' : 'krx';
  return {
    ...struck,
    ...traded(random, before, at, struck.price),
    at,
    stock,
    venue,
    sparse,
    lasts: Math.round(between(random, LASTS.least, LASTS.most)),
    count: before.count + 1,
    copies: copiesOf(random, venue, stock.nxt),
  };
}

/** The interruption ends in a call auction, whose price is the next static reference. */
function afterwards(random: Random, vi: ScheduledVi): Trading {
  const { stock, count, volume, turnover } = vi;
  const base = tradable(vi.price * between(random, 0.99, 1.01), vi.price);
  return { stock, count, volume, turnover, base, price: base, freeAt: vi.at + vi.lasts + 1_000 };
}

/** A day of the simulated market, from its opening on, in order. The same seed gives the same day. */
export function marketDay(seed: number, kind: DayKind): readonly ScheduledVi[] {
  const random = seeded(seed);
  const market = new Map(SIMULATED_STOCKS.map((stock) => [stock.code, untouched(stock)]));
  const day = arrivals(random, kind).map((arrival) => {
    const before = chooseStock(random, [...market.values()], arrival);
    const vi = interrupt(random, before, Math.max(arrival, before.freeAt));
    market.set(vi.stock.code, afterwards(random, vi));
    return vi;
  });
  return day.toSorted((a, b) => a.at - b.at);
}
