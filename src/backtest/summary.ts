import type { Draft } from '../alert/draft.ts';
import type { Rule } from '../rules/rule.ts';
import type { LedgerRow } from '../store/obligation.ts';
import { countEach } from '../store/outcome.ts';
import type { EventRow } from '../store/watched.ts';
import { dayOf, timeOf, type Day, type EpochMs, type TimeOfDay } from '../vi/kst.ts';
import type { Played, PlayedMessage } from './play-day.ts';

const HALF_HOUR_MS = 30 * 60_000;

/** How many obligations ended how; every word of contract.md is there, and they add up. */
export type Counts = ReturnType<typeof countEach>;

export interface RuleSummary {
  readonly rule: string;
  /** Events that it matched. */
  readonly matched: number;
  /** By channel, in the rule's order. */
  readonly channels: Readonly<Record<string, Counts>>;
}

/** ms from the arrival of a frame to its alert in the chat. */
export interface Waiting {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface BusyMinute {
  readonly channel: string;
  readonly day: Day;
  /** `09:00`. */
  readonly minute: TimeOfDay;
  readonly messages: number;
}

/** Half an hour of every day together. */
export interface HalfHour {
  readonly from: TimeOfDay;
  /** Triggers and releases. */
  readonly events: number;
  /** New messages in all chats. */
  readonly messages: number;
}

/** What recorded days would have come to. */
export interface Summary {
  readonly rules: readonly RuleSummary[];
  readonly waiting: Waiting;
  /** Messages that merge several events, for whatever reason. */
  readonly digests: number;
  /** The minute in which one chat got the most; `undefined`: nothing was told. */
  readonly busiest: BusyMinute | undefined;
  readonly halfHours: readonly HalfHour[];
}

type Key = Pick<EventRow, 'day' | 'stock' | 'venue' | 'kind' | 'trigger_time' | 'event'>;

/** Names an event: no two have the same. */
export const eventKey = ({ day, stock, venue, kind, trigger_time, event }: Key): string =>
  JSON.stringify([day, stock, venue, kind, trigger_time, event]);

/** Whether a chat was told, alone or in a digest. */
export const isTold = ({ outcome }: Pick<LedgerRow, 'outcome'>): boolean =>
  outcome === 'sent' || outcome === 'merged';

const isDigest = (form: Draft['form']): boolean => form !== 'alert' && form !== 'release';

const countsOf = (rows: readonly LedgerRow[]): Counts =>
  countEach((standing) => rows.filter(({ outcome }) => outcome === standing).length);

function ruleSummary({ name, notify }: Rule, own: readonly LedgerRow[]): RuleSummary {
  const channels = Map.groupBy(own, ({ channel }) => channel);
  return {
    rule: name,
    matched: new Set(own.map(eventKey)).size,
    channels: Object.fromEntries(
      notify.map((channel) => [channel, countsOf(channels.get(channel) ?? [])]),
    ),
  };
}

/** The value that so many hundredths of them do not exceed; 0 of none. */
const percentile = (sorted: readonly number[], hundredths: number): number =>
  sorted[Math.max(Math.ceil((sorted.length * hundredths) / 100) - 1, 0)] ?? 0;

function waitingOf({ events, ledger }: Played): Waiting {
  const heard = new Map(events.map((row) => [eventKey(row), row.heard_at]));
  const waits = ledger
    .filter(isTold)
    .map((row) => row.at - (heard.get(eventKey(row)) ?? row.at))
    .toSorted((a, b) => a - b);
  return { p50: percentile(waits, 50), p95: percentile(waits, 95), max: percentile(waits, 100) };
}

const minuteOf = (at: EpochMs): TimeOfDay => timeOf(at).slice(0, 5);

function busiestOf(messages: readonly PlayedMessage[]): BusyMinute | undefined {
  const minutes = Map.groupBy(messages, ({ channel, at }) =>
    JSON.stringify([channel, dayOf(at), minuteOf(at)]),
  );
  const [most = []] = [...minutes.values()].toSorted((a, b) => b.length - a.length);
  const [first] = most;
  if (first === undefined) return undefined;
  const { channel, at } = first;
  return { channel, day: dayOf(at), minute: minuteOf(at), messages: most.length };
}

/** `09:30` for 09:41. */
const halfHourOf = (at: EpochMs): TimeOfDay => timeOf(at - (at % HALF_HOUR_MS)).slice(0, 5);

function halfHoursOf({ events, messages }: Played): readonly HalfHour[] {
  const heard = Map.groupBy(events, ({ heard_at: at }) => halfHourOf(at));
  const told = Map.groupBy(messages, ({ at }) => halfHourOf(at));
  return [...new Set([...heard.keys(), ...told.keys()])].toSorted().map((from) => ({
    from,
    events: heard.get(from)?.length ?? 0,
    messages: told.get(from)?.length ?? 0,
  }));
}

/** Several days as one. */
export const together = (days: readonly Played[]): Played => ({
  events: days.flatMap(({ events }) => events),
  ledger: days.flatMap(({ ledger }) => ledger),
  messages: days.flatMap(({ messages }) => messages),
});

/** Adds up what was played with these rules, in their order. */
export function summarise(rules: readonly Rule[], played: Played): Summary {
  const byRule = Map.groupBy(played.ledger, ({ rule }) => rule);
  return {
    rules: rules.map((rule) => ruleSummary(rule, byRule.get(rule.name) ?? [])),
    waiting: waitingOf(played),
    digests: played.messages.filter(({ form }) => isDigest(form)).length,
    busiest: busiestOf(played.messages),
    halfHours: halfHoursOf(played),
  };
}
