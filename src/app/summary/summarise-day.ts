import type { DaySummary, StockCount } from '../../alert/day-summary.ts';
import type { Hours } from '../../market/sessions.ts';
import type { LedgerRow, StoredEvent } from '../../store/obligation.ts';
import { countEach, type Standing } from '../../store/outcome.ts';
import type { Gap } from '../../store/watched.ts';
import type { ViEvent } from '../../vi/event.ts';
import { instantOf, type Day } from '../../vi/kst.ts';

/** What the ledger knows of a day and one channel. */
export interface DayRecords {
  readonly day: Day;
  /** From the first session's opening to the last one's close. */
  readonly hours: Hours;
  readonly events: readonly StoredEvent[];
  /** The channel's. */
  readonly rows: readonly LedgerRow[];
  readonly gaps: readonly Pick<Gap, 'from' | 'to'>[];
}

const MOST_STOCKS = 5;

/** An event that ended in several ways for several rules counts as what the reader saw of it. */
const BY_WEIGHT: readonly Standing[] = [
  'sent',
  'merged',
  'waiting',
  'unknown',
  'failed',
  'expired',
  'repeat',
  'muted',
  'suppressed',
];

const keyOf = ({ stock, venue, kind, trigger_time, event }: LedgerRow): string =>
  JSON.stringify([stock, venue, kind, trigger_time, event]);

/** One row for each event. */
const perEvent = (rows: readonly LedgerRow[]): readonly LedgerRow[] =>
  [...Map.groupBy(rows, keyOf).values()].map((own) =>
    own.reduce((best, row) =>
      BY_WEIGHT.indexOf(row.outcome) < BY_WEIGHT.indexOf(best.outcome) ? row : best,
    ),
  );

/** The names that come most, the first of equals first. */
const counted = (names: readonly string[]): readonly StockCount[] =>
  [...Map.groupBy(names, (name) => name)]
    .map(([name, all]) => ({ name, count: all.length }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_STOCKS);

function slowestOf(
  rows: readonly LedgerRow[],
  nameOf: (stock: string) => string,
): DaySummary['slowest'] {
  const told = rows
    .filter(({ event, outcome }) => event === 'trigger' && ['sent', 'merged'].includes(outcome))
    .map(({ day, stock, trigger_time: triggerTime, at }) => {
      const ms = Math.max(at - instantOf(day, triggerTime), 0);
      return { name: nameOf(stock), triggerTime, ms };
    });
  return told.toSorted((a, b) => b.ms - a.ms)[0];
}

/** ms of the hours that lie in gaps. */
const unwatchedIn = ({ open, close }: Hours, gaps: DayRecords['gaps']): number =>
  gaps
    .map(({ from, to }) => Math.min(to, close) - Math.max(from, open))
    .reduce((sum, ms) => sum + Math.max(ms, 0), 0);

function allOf(triggers: readonly ViEvent[]): DaySummary['all'] {
  const going = (direction: ViEvent['direction']): number =>
    triggers.filter((event) => event.direction === direction).length;
  const stocks = new Set(triggers.map(({ stock }) => stock)).size;
  return { count: triggers.length, up: going('up'), down: going('down'), stocks };
}

/** Adds up a day of one channel. Pure. */
export function summariseDay({ day, hours, events, rows, gaps }: DayRecords): DaySummary {
  const triggers = events.map(({ event }) => event).filter(({ event }) => event === 'trigger');
  const names = new Map(triggers.map(({ stock, name }) => [stock, name ?? stock]));
  const nameOf = (stock: string): string => names.get(stock) ?? stock;
  const own = perEvent(rows);
  const of = (standing: Standing): readonly LedgerRow[] =>
    own.filter(({ outcome }) => outcome === standing);
  const count = (standing: Standing): number => of(standing).length;
  return {
    day,
    all: allOf(triggers),
    busiest: counted(triggers.map(({ stock }) => nameOf(stock))),
    ended: countEach(count),
    slowest: slowestOf(own, nameOf),
    muted: counted(of('muted').map(({ stock }) => nameOf(stock))),
    unwatched: unwatchedIn(hours, gaps),
  };
}
