import { openAndClose, sessionHours, sessionsAt, type Hours } from '../market/sessions.ts';
import { SESSION_NAMES, type SessionName } from '../market/timetable.ts';
import { parseDuration } from '../vi/duration.ts';
import type { Venue } from '../vi/event.ts';
import { dayOf, type Day, type EpochMs } from '../vi/kst.ts';
import type { Span } from './span.ts';

interface Edge {
  readonly anchor: 'open' | 'close';
  /** Signed ms. */
  readonly offset: number;
}

/** A session by name, or a part of the venue's day: its start is in, its end is not. */
export type SessionTest =
  | { readonly text: string; readonly name: SessionName }
  | { readonly text: string; readonly name?: undefined; readonly from: Edge; readonly to: Edge };

const EDGE = /^(open|close)(?:\s*([+-])\s*(\w+))?$/;

function parseEdge(text: string): Edge | undefined {
  const [, anchor, sign, length] = EDGE.exec(text.trim()) ?? [];
  if (anchor !== 'open' && anchor !== 'close') return undefined;
  if (length === undefined) return { anchor, offset: 0 };
  const ms = parseDuration(length);
  return ms === undefined ? undefined : { anchor, offset: sign === '-' ? -ms : ms };
}

/** `regular`, or `open+5m..close-10m`. */
export function parseSession(text: string): SessionTest | undefined {
  const name = SESSION_NAMES.find((known) => known === text);
  if (name !== undefined) return { text, name };
  const [from, to, ...rest] = text.split('..').map(parseEdge);
  if (from === undefined || to === undefined || rest.length > 0) return undefined;
  return { text, from, to };
}

const instantOfEdge = (edge: Edge, hours: Hours): EpochMs => hours[edge.anchor] + edge.offset;

/** When it holds on this day. */
export function openingsOf(test: SessionTest, day: Day, venue: Venue | undefined): readonly Span[] {
  if (test.name !== undefined) {
    const hours = sessionHours(test.name, day, venue);
    return hours.map(({ open, close }) => ({ from: open, to: close }));
  }
  const hours = openAndClose(day, venue);
  if (hours === undefined) return [];
  return [{ from: instantOfEdge(test.from, hours), to: instantOfEdge(test.to, hours) }];
}

export const isHeldAt = (test: SessionTest, at: EpochMs, venue: Venue | undefined): boolean =>
  test.name === undefined
    ? openingsOf(test, dayOf(at), venue).some(({ from, to }) => from <= at && at < to)
    : sessionsAt(at, venue).has(test.name);
