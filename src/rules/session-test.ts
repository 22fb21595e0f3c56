import { openAndClose, sessionHours, sessionsAt, type Hours } from '../market/sessions.ts';
import { SESSION_NAMES } from '../market/timetable.ts';
import { parseDuration } from '../vi/duration.ts';
import type { Venue } from '../vi/event.ts';
import { dayOf, type EpochMs } from '../vi/kst.ts';
import type { Openings } from './openings.ts';

/** A session by name, or a span of the venue's day. */
export interface SessionTest {
  readonly text: string;
  holds(at: EpochMs, venue: Venue | undefined): boolean;
  /** When it holds on this day. */
  readonly openings: Openings;
}

interface Edge {
  readonly anchor: 'open' | 'close';
  /** Signed ms. */
  readonly offset: number;
}

const EDGE = /^(open|close)(?:\s*([+-])\s*(\w+))?$/;

function parseEdge(text: string): Edge | undefined {
  const [, anchor, sign, length] = EDGE.exec(text.trim()) ?? [];
  if (anchor !== 'open' && anchor !== 'close') return undefined;
  if (length === undefined) return { anchor, offset: 0 };
  const ms = parseDuration(length);
  return ms === undefined ? undefined : { anchor, offset: sign === '-' ? -ms : ms };
}

const instantOfEdge = (edge: Edge, hours: Hours): EpochMs => hours[edge.anchor] + edge.offset;

function parseSpan(text: string): SessionTest | undefined {
  const [from, to, ...rest] = text.split('..').map(parseEdge);
  if (from === undefined || to === undefined || rest.length > 0) return undefined;
  return {
    text,
    openings(day, venue) {
      const hours = openAndClose(day, venue);
      if (hours === undefined) return [];
      return [{ from: instantOfEdge(from, hours), to: instantOfEdge(to, hours) }];
    },
    holds(at, venue) {
      const hours = openAndClose(dayOf(at), venue);
      if (hours === undefined) return false;
      return at >= instantOfEdge(from, hours) && at < instantOfEdge(to, hours);
    },
  };
}

/** `regular`, or `open+5m..close-10m`: its start is in, its end is not. */
export function parseSession(text: string): SessionTest | undefined {
  const name = SESSION_NAMES.find((known) => known === text);
  if (name === undefined) return parseSpan(text);
  return {
    text,
    holds: (at, venue) => sessionsAt(at, venue).has(name),
    openings: (day, venue) =>
      sessionHours(name, day, venue).map(({ open, close }) => ({ from: open, to: close })),
  };
}
