import { between, pick, seeded, type Random } from '../../../src/feed/simulator/random.ts';
import {
  DIRECTIONS,
  MARKETS,
  type Direction,
  type Market,
  type ViEvent,
} from '../../../src/vi/event.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const STOCKS = 2_500;
const LARGEST_LIST = 60;
/** Of the rules file: more watchlists are refused. */
const MOST_LISTS = 1_000;
const RULES_PER_LIST = 10;
export const EVENTS = 1_000;

/** A rule on a trigger; what is `undefined` is not asked. */
export interface SampleRule {
  readonly id: number;
  /** Which watchlist. */
  readonly list: number | undefined;
  readonly stock: string | undefined;
  readonly direction: Direction | undefined;
  readonly market: Market | undefined;
  /** At least. */
  readonly deviation: number | undefined;
  /** At most. */
  readonly count: number | undefined;
}

/** An event as a rule engine takes it: what it lacks is not there. */
export interface Fact {
  readonly event: string;
  readonly stock: string;
  readonly direction?: string;
  readonly market?: string;
  readonly deviation?: number;
  readonly count?: number;
}

export interface Sample {
  readonly rules: readonly SampleRule[];
  readonly lists: readonly (readonly string[])[];
  readonly events: readonly ViEvent[];
}

const codeOf = (n: number): string => String(n * 10).padStart(6, '0');
const marketOf = (n: number): Market => (n % 5 < 2 ? 'kospi' : 'kosdaq');
const tenths = (random: Random, low: number, high: number): number =>
  Math.round(between(random, low, high) * 10) / 10;

/** Some stocks fire far more often, and stand in far more lists. */
const anyStock = (random: Random): number => Math.floor(random() ** 1.5 * STOCKS);

const listOf = (random: Random): readonly string[] => {
  const size = 5 + Math.floor(random() * (LARGEST_LIST - 5));
  return [...new Set(Array.from({ length: size }, () => codeOf(anyStock(random))))];
};

/** Of a hundred rules 78 are for a watchlist, 20 for a stock and 2 for all. */
function sampleRule(random: Random, id: number, lists: number): SampleRule {
  const kind = random();
  const isBroad = kind >= 0.98;
  const sometimes = <T>(share: number, make: () => T): T | undefined =>
    random() < share ? make() : undefined;
  return {
    id,
    list: kind < 0.78 ? Math.floor(random() * lists) : undefined,
    stock: kind >= 0.78 && !isBroad ? codeOf(anyStock(random)) : undefined,
    direction: sometimes(0.6, () => pick(random, DIRECTIONS)),
    market: sometimes(isBroad ? 0.6 : 0.1, () => pick(random, MARKETS)),
    deviation: sometimes(0.7, () => tenths(random, 2, 20)) ?? (isBroad ? 15 : undefined),
    count: sometimes(0.3, () => 1 + Math.floor(random() * 5)),
  };
}

/** Now and then a value is missing, as on the wire. */
function sampleEvent(random: Random): ViEvent {
  const n = anyStock(random);
  const [direction, size] = [pick(random, DIRECTIONS), tenths(random, 2, 20)];
  const known = <T>(value: T): T | undefined => (random() < 0.02 ? undefined : value);
  return viEvent({
    event: random() < 0.1 ? 'release' : 'trigger',
    stock: codeOf(n),
    name: `종목${n}`,
    market: marketOf(n),
    direction: known(direction),
    deviation: { static: known(direction === 'up' ? size : -size), dynamic: undefined },
    count: known(1 + Math.floor(random() ** 3 * 8)),
  });
}

/** The same rules and events for ever. */
export function makeSample(size: number): Sample {
  const random = seeded(size);
  const count = Math.min(MOST_LISTS, Math.ceil(size / RULES_PER_LIST));
  return {
    lists: Array.from({ length: count }, () => listOf(random)),
    rules: Array.from({ length: size }, (_, id) => sampleRule(random, id, count)),
    events: Array.from({ length: EVENTS }, () => sampleEvent(random)),
  };
}

/** The stocks that a rule is about; `undefined`: all. */
export function stocksOf(
  { list, stock }: SampleRule,
  lists: Sample['lists'],
): readonly string[] | undefined {
  if (list !== undefined) return lists[list];
  return stock === undefined ? undefined : [stock];
}

export function factOf(event: ViEvent): Fact {
  const { stock, direction, market, count, deviation } = event;
  const size = deviation.static === undefined ? undefined : Math.abs(deviation.static);
  return {
    event: event.event,
    stock,
    ...(direction === undefined ? {} : { direction }),
    ...(market === undefined ? {} : { market }),
    ...(size === undefined ? {} : { deviation: size }),
    ...(count === undefined ? {} : { count }),
  };
}
