import { happenedAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import { timeOf } from '../vi/kst.ts';
import type { Ending } from './alert-view.ts';
import { ARROW, deviationText, joined, nameOf } from './facts.ts';
import { oneLine, timeSpan } from './format.ts';
import type { DigestKind, Words } from './words/words.ts';

/** One event inside a digest. */
export interface DigestEntry {
  readonly event: ViEvent;
  readonly episode: Ending;
  /** The names of the rules that matched. */
  readonly rules: readonly string[];
}

/** UTF-16 units that the line of the rules' names may take. */
export const RULES_LINE = 160;

const LONGEST_RULE = 40;
const MIDNIGHT = '00:00:00';

/** `▲ 삼성전자 정적 1회 +10.20% 67,000원 09:00:05`; a release says so: `⏹ 삼성전자 정적 해제 09:02:15`. */
export function entryLine({ event }: DigestEntry, words: Words): string {
  const kind = event.kind && words.kind[event.kind];
  if (event.event === 'release') {
    return joined(['⏹', nameOf(event), kind, words.released(timeOf(happenedAt(event)))], ' ');
  }
  return joined(
    [
      ARROW[event.direction ?? 'unknown'],
      nameOf(event),
      kind,
      event.count === undefined ? undefined : words.nth(event.count),
      deviationText(event),
      event.price === undefined ? undefined : words.price(event.price),
      event.triggerTime,
    ],
    ' ',
  );
}

/** How the interruption of this line ended, behind the line: ` → 해제 09:02:15`. */
export function endingMark({ event, episode }: DigestEntry, words: Words): string {
  if (event.event === 'release' || episode.state === 'active') return '';
  const known = episode.state === 'released' && episode.releaseTime !== undefined;
  return known ? words.lineReleased(episode.releaseTime) : words.lineUnconfirmed;
}

/** The most a line can ever take, whatever mark an edit adds, with its line end. */
export function roomFor(entry: DigestEntry, words: Words): number {
  const marks = [words.lineReleased(MIDNIGHT), words.lineUnconfirmed];
  const mark = entry.event.event === 'release' ? 0 : Math.max(...marks.map((text) => text.length));
  return 1 + entryLine(entry, words).length + mark;
}

/** From the first of them to the last. */
function span(entries: readonly DigestEntry[]): string {
  const at = (entry: DigestEntry | undefined): number => (entry ? happenedAt(entry.event) : 0);
  const first = at(entries.at(0));
  const last = at(entries.at(-1));
  return first === last ? timeOf(first) : timeSpan(first, last);
}

/** `VI 12건 (▲9 ▼3) 09:00:05~09:00:41`, of entries in the order they fired. */
export function digestHeader(
  kind: DigestKind,
  entries: readonly DigestEntry[],
  words: Words,
): string {
  const counted = (direction: 'up' | 'down'): string | undefined => {
    const count = entries.filter(({ event }) => event.direction === direction).length;
    return count === 0 ? undefined : `${ARROW[direction]}${count}`;
  };
  const directions = joined([counted('up'), counted('down')], ' ');
  return joined(
    [
      words.digest[kind](entries.length),
      directions === '' ? undefined : `(${directions})`,
      span(entries),
    ],
    ' ',
  );
}

/** The names of all rules in the digest, as many as `RULES_LINE` holds, the rest counted. */
export function rulesLine(entries: readonly DigestEntry[], words: Words): string {
  const names = [...new Set(entries.flatMap((entry) => entry.rules))].map((name) =>
    oneLine(name, LONGEST_RULE),
  );
  for (let shown = names.length; shown > 0; shown -= 1) {
    const rest = shown === names.length ? undefined : words.restRules(names.length - shown);
    const line = words.rules(joined([names.slice(0, shown).join(', '), rest], ' '));
    if (line.length <= RULES_LINE) return line;
  }
  return '';
}
