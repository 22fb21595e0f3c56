import type { LedgerRow } from '../store/obligation.ts';
import type { Day, TimeOfDay } from '../vi/kst.ts';
import type { Played } from './play-day.ts';
import { eventKey, isTold, type Summary, type Waiting } from './summary.ts';

/** One alert that only one of two rule sets tells. */
export interface OneSided {
  readonly day: Day;
  readonly trigger_time: TimeOfDay;
  readonly stock: string;
  readonly name: string | null;
  readonly event: string;
  readonly channel: string;
}

export interface RuleChange {
  readonly rule: string;
  /** Alerts in all channels; `undefined`: there is no such rule. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What another rule set would have told. */
export interface Difference {
  /** Alerts that only the other set tells, and those that only the running one does. */
  readonly new: readonly OneSided[];
  readonly gone: readonly OneSided[];
  /** Rules of which more or less is told, or that are in one set only. */
  readonly rules: readonly RuleChange[];
  readonly waiting: { readonly before: Waiting; readonly after: Waiting };
}

/** A rule set, played. */
export interface Side {
  readonly played: Played;
  readonly summary: Summary;
}

const alertKey = (row: LedgerRow): string => `${eventKey(row)} ${row.channel}`;

/** What each chat was told of, each event once however many rules told it. */
const alertsOf = ({ ledger }: Played): ReadonlyMap<string, LedgerRow> =>
  new Map(ledger.filter(isTold).map((row) => [alertKey(row), row]));

function only({ played }: Side, other: Side): readonly OneSided[] {
  const names = new Map(played.events.map((row) => [eventKey(row), row.name]));
  const others = alertsOf(other.played);
  return [...alertsOf(played)]
    .filter(([key]) => !others.has(key))
    .map(([, row]) => ({
      day: row.day,
      trigger_time: row.trigger_time,
      stock: row.stock,
      name: names.get(eventKey(row)) ?? null,
      event: row.event,
      channel: row.channel,
    }));
}

/** Alerts of each rule, in all channels together. */
const toldBy = ({ summary }: Side): ReadonlyMap<string, number> =>
  new Map(
    summary.rules.map(({ rule, channels }) => {
      const told = Object.values(channels).map(({ sent, merged }) => sent + merged);
      return [rule, told.reduce((sum, one) => sum + one, 0)];
    }),
  );

/** What `after` changes about `before`, in the order of time and of the rules. */
export function differenceOf(before: Side, after: Side): Difference {
  const [was, is] = [toldBy(before), toldBy(after)];
  const names = new Set([...is.keys(), ...was.keys()]);
  return {
    new: only(after, before),
    gone: only(before, after),
    rules: [...names]
      .map((rule) => ({ rule, before: was.get(rule), after: is.get(rule) }))
      .filter((change) => change.before !== change.after),
    waiting: { before: before.summary.waiting, after: after.summary.waiting },
  };
}
