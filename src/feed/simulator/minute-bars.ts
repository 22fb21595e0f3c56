import type { EpochMs } from '../../vi/kst.ts';
import { dayOf, timeOf } from '../../vi/kst.ts';
import { tradable } from './prices.ts';
import { between, seeded, type Random } from './random.ts';
import type { Row } from './rows.ts';
import type { SimulatedStock } from './simulated-stock.ts';

/** An interruption as the price saw it. */
export interface Halt {
  readonly from: EpochMs;
  /** `undefined`: it still runs. */
  readonly until: EpochMs | undefined;
  /** Won: the trade that fired it. */
  readonly price: number;
}

interface Span {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

const MINUTE_MS = 60_000;
/** How long a price takes to run from where it rested to where it is interrupted. */
const RUN_UP_MS = 8 * MINUTE_MS;
/** What a calm price moves by within a minute. */
const NOISE = 0.002;
/** And what it drifts by within an hour. */
const DRIFT = 0.005;

/** The price at an instant: at rest since the last halt, or running up to the next. */
function priceAt(at: EpochMs, close: number, halts: readonly Halt[]): number {
  const last = halts.findLast(({ from }) => from < at);
  const next = halts.find(({ from }) => from >= at);
  const rest = last?.price ?? close;
  if (next === undefined) return rest;
  const begins = Math.max(next.from - RUN_UP_MS, last?.until ?? 0);
  const run = Math.max(0, (at - begins) / Math.max(next.from - begins, 1));
  return rest + (next.price - rest) * run ** 2;
}

/** Where a calm price has drifted to: slow waves, others for each stock. */
const drift = (at: EpochMs, { close }: SimulatedStock): number =>
  DRIFT * (Math.sin(at / (11 * MINUTE_MS) + close) + Math.sin(at / (4 * MINUTE_MS)) / 2);

const isHalted = (minute: EpochMs, halts: readonly Halt[]): boolean =>
  halts.some(({ from, until = Infinity }) => from <= minute && minute + MINUTE_MS <= until);

const wireStamp = (at: EpochMs): string => `${dayOf(at)}${timeOf(at)}`.replaceAll(/\D/g, '');

/** The sign tells on which side of the previous close it is. */
const wirePrice = (price: number, close: number): string =>
  `${price < close ? '-' : '+'}${tradable(price, close)}`;

function rowOf(
  stock: SimulatedStock,
  random: Random,
  minute: EpochMs,
  halts: readonly Halt[],
): Row {
  const { close, turnover } = stock;
  const calm = (at: EpochMs): number =>
    priceAt(at, close, halts) * (1 + drift(at, stock) + between(random, -NOISE, NOISE));
  const [open, last] = [calm(minute), calm(minute + MINUTE_MS)];
  const fired = halts.filter(({ from }) => from >= minute && from < minute + MINUTE_MS);
  const traded = [open, last, ...fired.map(({ price }) => price)];
  const high = Math.max(...traded) * (1 + between(random, 0, NOISE));
  const low = Math.min(...traded) * (1 - between(random, 0, NOISE));
  const shares = ((turnover * 1e6) / close / 390) * between(random, 0.4, 1.6 + fired.length * 4);
  return {
    cur_prc: wirePrice(last, close),
    trde_qty: String(Math.round(shares)),
    cntr_tm: wireStamp(minute),
    open_pric: wirePrice(open, close),
    high_pric: wirePrice(high, close),
    low_pric: wirePrice(low, close),
  };
}

/**
 * ka10080's rows of one stock, the newest first: calm around its close, up to each halt's price,
 * and none while it is halted. The same span gives the same minutes.
 */
export function minuteBars(
  stock: SimulatedStock,
  halts: readonly Halt[],
  { from, until }: Span,
): readonly Row[] {
  const first = Math.floor(from / MINUTE_MS);
  const minutes = Array.from(
    { length: Math.max(0, Math.ceil(until / MINUTE_MS) - first) },
    (_, index) => (first + index) * MINUTE_MS,
  );
  const inOrder = halts.toSorted((one, other) => one.from - other.from);
  return minutes
    .filter((minute) => !isHalted(minute, inOrder))
    .map((minute) => rowOf(stock, seeded(minute / MINUTE_MS + stock.close), minute, inOrder))
    .toReversed();
}
