import type { ViEvent } from '../vi/event.ts';
import type { Expectation } from './rule-test.ts';
import type { Telling } from './rehearse.ts';

/** The same message of one rule in all channels that got it. */
export interface Told extends Omit<Telling, 'channel' | 'text'> {
  /** Whether it makes a sound in none of them. */
  readonly silent: boolean;
  readonly to: readonly string[];
  /** What each of those chats shows. */
  readonly texts: readonly string[];
}

/** What differs between the messages that were expected and those that were sent. */
export interface Difference {
  readonly missing: readonly Expectation[];
  readonly unexpected: readonly Told[];
}

const eventKey = ({ stock, triggerTime, kind, venue, event }: ViEvent): string =>
  [stock, triggerTime, kind, venue, event].join('/');

const toldKey = ({ rule, is, events }: Telling): string =>
  JSON.stringify([rule, is, events.map(eventKey)]);

/** Brings together what several channels were told. */
export const together = (tellings: readonly Telling[]): readonly Told[] =>
  [...Map.groupBy(tellings, toldKey).values()].flatMap((same) =>
    same.slice(0, 1).map(({ rule, is, events }) => ({
      rule,
      is,
      events,
      silent: same.every(({ silent }) => silent),
      to: same.map(({ channel }) => channel),
      texts: same.map(({ text }) => text),
    })),
  );

/** `undefined` asks for nothing. */
const asks = <T>(wanted: T | undefined, seen: T | undefined): boolean =>
  wanted === undefined || wanted === seen;

/** Whether an event is one that the expectation speaks of. */
export const speaksOf = (
  { stock, count, kind, direction, venue }: Expectation,
  event: ViEvent,
): boolean =>
  (stock === undefined || stock === event.stock || stock === event.name) &&
  asks(count, event.count) &&
  asks(kind, event.kind) &&
  asks(direction, event.direction) &&
  asks(venue, event.venue);

function fitsForm({ digest, event }: Expectation, { is, events }: Told): boolean {
  if (is === 'digest') return digest === events.length;
  return digest === undefined && asks(event, is);
}

/** `seen` holds each name once. */
const sameNames = (wanted: readonly string[], seen: readonly string[]): boolean =>
  wanted.length === seen.length && seen.every((name) => wanted.includes(name));

const meets = (wanted: Expectation, told: Told): boolean =>
  wanted.rule === told.rule &&
  fitsForm(wanted, told) &&
  told.events.some((event) => speaksOf(wanted, event)) &&
  asks(wanted.silent, told.silent) &&
  (wanted.to === undefined || sameNames(wanted.to, told.to)) &&
  wanted.text.every((part) => told.texts.every((text) => text.includes(part)));

/**
 * A message for each expectation that can have one. An expectation gives way where it fits another
 * message as well, so that the order in the file has no meaning.
 */
function assign(
  expected: readonly Expectation[],
  told: readonly Told[],
): ReadonlyMap<Told, Expectation> {
  const taken = new Map<Told, Expectation>();
  const place = (wanted: Expectation, tried: Set<Told>): boolean =>
    told.some((one) => {
      if (tried.has(one) || !meets(wanted, one)) return false;
      tried.add(one);
      const before = taken.get(one);
      if (before !== undefined && !place(before, tried)) return false;
      taken.set(one, wanted);
      return true;
    });
  for (const wanted of expected) place(wanted, new Set());
  return taken;
}

/** Each expectation takes one message that it describes; what is left on either side differs. */
export function compare(expected: readonly Expectation[], told: readonly Told[]): Difference {
  const taken = assign(expected, told);
  const met = new Set(taken.values());
  return {
    missing: expected.filter((wanted) => !met.has(wanted)),
    unexpected: told.filter((one) => !taken.has(one)),
  };
}
