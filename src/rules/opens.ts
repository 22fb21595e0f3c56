import { VENUES, type Venue } from '../vi/event.ts';
import { instantOf, type Day } from '../vi/kst.ts';
import type { Condition } from './condition.ts';
import { WORDS } from './conditions/index.ts';
import type { Node } from './node.ts';
import type { Span } from './span.ts';

// The first and the last minute in which anything trades (market.md).
const FIRST = '08:00:00';
const LAST = '20:01:00';

/** A day like most, with every session that is held at all (market.md). */
const ORDINARY: Day = '2026-11-20';
const HOURS: readonly Span[] = [
  { from: instantOf(ORDINARY, FIRST), to: instantOf(ORDINARY, LAST) },
];

/** In order, without those that overlap or are empty. */
function merged(spans: readonly Span[]): readonly Span[] {
  const ordered = spans.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
  const all: Span[] = [];
  for (const span of ordered) {
    const last = all.at(-1);
    if (last === undefined || span.from > last.to) all.push(span);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return all;
}

/** What lies in both, each of them in order. */
function overlap(these: readonly Span[], those: readonly Span[]): readonly Span[] {
  const both: Span[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [these[i], those[j]];
    if (a === undefined || b === undefined) return both;
    const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
    if (span.from < span.to) both.push(span);
    if (a.to < b.to) i += 1;
    else j += 1;
  }
}

/** When the condition may hold; `undefined`: the clock alone cannot tell. */
function openingsOf(condition: Condition, venue: Venue | undefined): readonly Span[] | undefined {
  switch (condition.is) {
    case 'category':
      return WORDS[condition.word].openings?.(condition, ORDINARY, venue);
    case 'time':
      return WORDS.time.openings?.(condition, ORDINARY, venue);
    case 'session':
      return WORDS.session.openings?.(condition, ORDINARY, venue);
    case 'number':
    case 'stock':
    case 'name':
    case 'every':
      return undefined;
  }
}

/** When the node may hold, as far as the clock alone can tell. */
function spansOf(node: Node, venue: Venue | undefined): readonly Span[] {
  if (node.is === 'not') return HOURS;
  if (node.is === 'word') {
    const spans = openingsOf(node.condition, venue);
    return spans === undefined ? HOURS : overlap(HOURS, merged(spans));
  }
  const inner = node.nodes.map((one) => spansOf(one, venue));
  return node.is === 'any' ? merged(inner.flat()) : inner.reduce(overlap, HOURS);
}

/** Whether it is a test of time, session or venue. */
export const isTimed = (condition: Condition): boolean =>
  openingsOf(condition, undefined) !== undefined;

/** Whether there is a moment of an ordinary trading day at which the node may hold. */
export const opens = (node: Node): boolean =>
  [...VENUES, undefined].some((venue) => spansOf(node, venue).length > 0);
