import { happenedAt } from '../vi/episode.ts';
import type { Marks } from './alert-view.ts';
import { markLine } from './card-lines.ts';
import {
  digestHeader,
  endingMark,
  entryLine,
  roomFor,
  RULES_LINE,
  rulesLine,
  type DigestEntry,
} from './digest-lines.ts';
import { oneLine } from './format.ts';
import type { Locale, Message } from './message.ts';
import { wordsOf } from './words/words-of.ts';
import type { DigestKind, Words } from './words/words.ts';

export interface DigestView {
  readonly kind: DigestKind;
  /** At least one. */
  readonly entries: readonly DigestEntry[];
  /** The rule whose limit was passed, for `limit`. */
  readonly rule?: string;
  readonly marks: Marks;
  readonly silent: boolean;
}

const LONGEST_RULE = 60;

/** Room for marks, and for the counts of what is left out, with their line ends. */
const SPARE = 160;

const inOrder = (entries: readonly DigestEntry[]): readonly DigestEntry[] =>
  entries.toSorted((a, b) => happenedAt(a.event) - happenedAt(b.event));

/** What a digest of these entries takes besides their lines, at most. */
const overhead = (kind: DigestKind, entries: readonly DigestEntry[], words: Words): number =>
  digestHeader(kind, entries, words).length +
  words.limitPassed('').length +
  LONGEST_RULE +
  RULES_LINE +
  SPARE;

/** The entries of the largest turnovers that fit into `room`; unknown turnovers come last. */
function largest(entries: readonly DigestEntry[], room: number, words: Words): Set<DigestEntry> {
  const kept = new Set<DigestEntry>();
  let left = room;
  const byTurnover = (entry: DigestEntry): number => entry.event.turnover ?? -1;
  for (const entry of entries.toSorted((a, b) => byTurnover(b) - byTurnover(a))) {
    left -= roomFor(entry, words);
    if (left < 0) break;
    kept.add(entry);
  }
  return kept;
}

/**
 * How many of these entries, taken from the front, fit one digest of at most `budget` UTF-16
 * units without leaving any out. At least one, so that a planner that splits always gets on.
 */
export function fits(entries: readonly DigestEntry[], locale: Locale, budget: number): number {
  const words = wordsOf(locale);
  const wordiest = (['storm', 'limit', 'expired'] as const).map((kind) =>
    overhead(kind, entries, words),
  );
  let left = budget - Math.max(...wordiest);
  const full = entries.findIndex((entry) => {
    left -= roomFor(entry, words);
    return left < 0;
  });
  return full === -1 ? entries.length : Math.max(1, full);
}

/**
 * Many events as one message, in the order they fired. Where not all fit `budget` (UTF-16
 * units), the largest turnovers are kept and the rest is counted (market.md). Room for the marks
 * of later releases is set aside, so that `listed` is the same at every edit.
 */
export function digestMessage(
  view: DigestView,
  locale: Locale,
  budget: number,
): { readonly message: Message; readonly listed: readonly DigestEntry[] } {
  const words = wordsOf(locale);
  const entries = inOrder(view.entries);
  const kept = largest(entries, budget - overhead(view.kind, entries, words), words);
  const listed = entries.filter((entry) => kept.has(entry));
  const left = entries.length - listed.length;
  const lines = [
    digestHeader(view.kind, entries, words),
    markLine(view.marks, words),
    view.rule === undefined ? '' : words.limitPassed(oneLine(view.rule, LONGEST_RULE)),
    ...listed.map((entry) => entryLine(entry, words) + endingMark(entry, words)),
    left === 0 ? '' : words.rest(left),
    rulesLine(entries, words),
  ].filter((line) => line !== '');
  return { message: { lines, buttons: [], silent: view.silent, tone: 'neutral' }, listed };
}
