import { describedEvent } from '../rules/described-event.ts';
import { sinceLast } from '../vi/episode.ts';
import type { StockCode, ViEvent } from '../vi/event.ts';
import { dayOf, timeOf, type EpochMs } from '../vi/kst.ts';
import { isStockCode, type Stock, type StockList } from '../vi/stock.ts';
import type { RuleTest, SaidEvent } from './rule-test.ts';

/** An event of a test as it would have been heard. */
export interface HeardEvent {
  readonly at: EpochMs;
  readonly event: ViEvent;
}

const APART_MS = 1_000;
/** A release whose trigger the test does not tell: an interruption lasts two minutes (market.md). */
const SHORTEST_MS = 120_000;
/** A static VI is 10 % from its reference (market.md); a dynamic one may be any of several sizes. */
const STATIC_SIZE = 10;

/** A stock that is only named gets a code of its own: `X00001`. */
function codesOf(events: readonly SaidEvent[]): (stock: string) => StockCode {
  const named = [...new Set(events.map(({ stock }) => stock))].filter((one) => !isStockCode(one));
  const code = (at: number): StockCode => `X${String(at + 1).padStart(5, '0')}`;
  return (stock) => (isStockCode(stock) ? stock : code(named.indexOf(stock)));
}

const isRunning = (trigger: ViEvent, heard: readonly ViEvent[]): boolean =>
  trigger.event === 'trigger' &&
  !heard.some(
    (one) =>
      one.event === 'release' &&
      one.stock === trigger.stock &&
      one.kind === trigger.kind &&
      one.venue === trigger.venue &&
      one.triggerTime === trigger.triggerTime,
  );

/** The latest interruption of the stock that still runs and fits what the release says. */
const triggerOf = (
  stock: StockCode,
  { kind, venue }: SaidEvent,
  heard: readonly ViEvent[],
): ViEvent | undefined =>
  heard.findLast(
    (one) =>
      one.stock === stock &&
      (kind === undefined || one.kind === kind) &&
      (venue === undefined || one.venue === venue) &&
      isRunning(one, heard),
  );

/** The n-th of its day, counted on from what the test said last of the stock. */
const countOf = (stock: StockCode, heard: readonly ViEvent[]): number =>
  (heard.findLast((one) => one.stock === stock && one.event === 'trigger')?.count ?? 0) + 1;

/** What the words leave out: an ordinary stock's next rising VI. Prices and sums stay unknown. */
function filledIn(
  said: SaidEvent,
  stock: StockCode,
  at: EpochMs,
  heard: readonly ViEvent[],
): ViEvent {
  const { kind = 'static', direction, deviation, name } = said;
  const sized = deviation ?? (kind === 'dynamic' ? undefined : STATIC_SIZE);
  const event = describedEvent({
    ...said,
    stock,
    name: name ?? (stock === said.stock ? undefined : said.stock),
    kind,
    direction: direction ?? (deviation === undefined ? 'up' : undefined),
    deviation: sized,
    count: said.count ?? countOf(stock, heard),
    market: said.market ?? 'kospi',
    type: said.type ?? 'stock',
    day: dayOf(at),
    time: timeOf(at),
    heardAt: at,
  });
  return { ...event, sinceLast: sinceLast(event, heard) };
}

function heardOf(
  said: SaidEvent,
  stock: StockCode,
  at: EpochMs,
  heard: readonly ViEvent[],
): ViEvent {
  if (said.event !== 'release') return filledIn(said, stock, at, heard);
  const trigger =
    triggerOf(stock, said, heard) ??
    filledIn({ ...said, event: 'trigger' }, stock, at - SHORTEST_MS, heard);
  return { ...trigger, event: 'release', releaseTime: timeOf(at), heardAt: at };
}

/** The test's events in full, each at its moment. */
export function fillIn({
  at: start,
  events,
}: Pick<RuleTest, 'at' | 'events'>): readonly HeardEvent[] {
  const codeOf = codesOf(events);
  const earlier: ViEvent[] = [];
  let at = start;
  return events.map((said, index) => {
    at += said.after ?? (index === 0 ? 0 : APART_MS);
    const event = heardOf(said, codeOf(said.stock), at, earlier);
    earlier.push(event);
    return { at, event };
  });
}

/** The stocks of the events, as a stock list would have them. */
export const stocksOf = (heard: readonly HeardEvent[]): StockList =>
  new Map(
    heard.map(({ event: { stock: code, name = code, market = 'kospi', type = 'stock' } }) => {
      const stock: Stock = { code, name, market, type, nxt: true };
      return [code, stock];
    }),
  );
