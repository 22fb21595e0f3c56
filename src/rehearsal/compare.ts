import type { ViEvent } from '../vi/event.ts';
import type { Expectation } from './rule-test.ts';
import type { Telling } from './rehearse.ts';

/** The same message of one rule in all channels that got it. */
export interface Told extends Omit<Telling, 'channel' | 'text'> {
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
    same.slice(0, 1).map(({ rule, is, events, silent }) => ({
      rule,
      is,
      events,
      silent,
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

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

const meets = (wanted: Expectation, told: Told): boolean =>
  wanted.rule === told.rule &&
  fitsForm(wanted, told) &&
  told.events.some((event) => speaksOf(wanted, event)) &&
  asks(wanted.silent, told.silent) &&
  (wanted.to === undefined || sameNames(wanted.to, told.to)) &&
  wanted.text.every((part) => told.texts.every((text) => text.includes(part)));

/** How much an expectation asks for: those that ask for more choose first. */
const demand = (wanted: Expectation): number =>
  Object.values(wanted).filter((value) => value !== undefined).length + wanted.text.length;

/** Each expectation takes one message that it describes; what is left on either side differs. */
export function compare(expected: readonly Expectation[], told: readonly Told[]): Difference {
  const left = new Set(told);
  const missing = new Set<Expectation>();
  for (const wanted of expected.toSorted((a, b) => demand(b) - demand(a))) {
    const met = [...left].find((one) => meets(wanted, one));
    if (met === undefined) missing.add(wanted);
    else left.delete(met);
  }
  return { missing: expected.filter((wanted) => missing.has(wanted)), unexpected: [...left] };
}
