import { instantOf, timeOf } from '../vi/kst.ts';
import { releasedAt, triggeredAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { AlertView, Earlier, Ending, Marks } from './alert-view.ts';
import { ARROW, deviationText, joined, nameOf, referenceOf, SIGN } from './facts.ts';
import { grouped, oneLine, percent } from './format.ts';
import type { Words } from './words/words.ts';

const LONGEST_RULE = 60;
const LONGEST_NOTE = 300;
const EARLIER_SHOWN = 3;

/** An interruption lasts two minutes and up to 30 s more (market.md): a window, never a second. */
const SHORTEST_MS = 120_000;
const LONGEST_MS = 150_000;

/** `🔴▲ 대성에너지 상승 정적VI 2회 +10.07%`. */
const triggerHeadline = (event: ViEvent, words: Words): string =>
  joined(
    [
      SIGN[event.direction ?? 'unknown'],
      nameOf(event),
      event.direction && words.direction[event.direction],
      words.kindVi(event.kind),
      event.count === undefined ? undefined : words.nth(event.count),
      deviationText(event),
    ],
    ' ',
  );

/** `⏹ 대성에너지 정적VI 해제 11:04:14 (2분 13초)`. */
export function releaseHeadline(event: ViEvent, ending: Ending, words: Words): string {
  const what = `⏹ ${nameOf(event)} ${words.kindVi(event.kind)}`;
  const at = releasedAt({ ...event, releaseTime: ending.releaseTime ?? event.releaseTime });
  if (at === undefined) return `${what} ${words.releasedUnknown}`;
  return `${what} ${words.released(timeOf(at))} (${words.duration(at - triggeredAt(event))})`;
}

/** `❔ 대성에너지 정적VI 해제 미확인`. */
const unconfirmedHeadline = (event: ViEvent, words: Words): string =>
  `❔ ${nameOf(event)} ${words.kindVi(event.kind)} ${words.unconfirmed}`;

/** The first line of a trigger's alert, as its interruption stands. */
export function headline(
  { event, episode }: Pick<AlertView, 'event' | 'episode'>,
  words: Words,
): string {
  switch (episode.state) {
    case 'active':
      return triggerHeadline(event, words);
    case 'released':
      return releaseHeadline(event, episode, words);
    case 'unconfirmed':
      return unconfirmedHeadline(event, words);
  }
}

/** The marks of contract.md, on one line; empty for an ordinary alert. */
export const markLine = (marks: Marks, words: Words): string =>
  joined(
    [
      marks.repeat ? words.repeatMark : undefined,
      marks.insteadOf === undefined ? undefined : words.insteadMark(oneLine(marks.insteadOf, 40)),
      marks.lateMs === undefined ? undefined : words.lateMark(Math.round(marks.lateMs / 1000)),
    ],
    ' ',
  );

/** `9,730원 (기준 8,840) · 전일대비 +19.09%`. */
export function priceLine(event: ViEvent, words: Words): string {
  const reference = referenceOf(event);
  const against = reference === undefined ? undefined : words.reference(grouped(reference));
  const price = event.price === undefined ? undefined : words.price(event.price);
  const both = price !== undefined && against !== undefined ? `${price} (${against})` : undefined;
  const change = event.change === undefined ? undefined : words.change(percent(event.change));
  return joined([both ?? price ?? against, change], ' · ');
}

/** `거래대금 412억 · 코스피 117580 · KRX`. */
export const placeLine = (event: ViEvent, words: Words): string =>
  joined(
    [
      event.turnover === undefined ? undefined : words.turnover(words.money(event.turnover)),
      joined([event.market && words.market[event.market], event.stock], ' '),
      event.venue && words.venue[event.venue],
    ],
    ' · ',
  );

/** When its end is due: the first and the last moment. */
function dueAt({ day, triggerTime }: ViEvent): readonly [string, string] {
  const fired = instantOf(day, triggerTime);
  return [timeOf(fired + SHORTEST_MS), timeOf(fired + LONGEST_MS)];
}

/** `11:04:01~11:04:31`. */
export const expectedWindow = (event: ViEvent): string => dueAt(event).join('~');

/** `11:02:01 발동 → 11:04:01~11:04:31 해제 예상`. */
export const timeLine = (event: ViEvent, words: Words): string =>
  `${words.triggered(event.triggerTime)} → ${words.expected(...dueAt(event))}`;

const earlierText = (earlier: Earlier, words: Words): string =>
  joined(
    [
      earlier.triggerTime,
      earlier.direction && ARROW[earlier.direction],
      earlier.kind && words.kind[earlier.kind],
    ],
    ' ',
  );

/** `오늘 앞서: 09:31:10 ▲ 정적 · 10:05:00 ▼ 동적`; nothing at the day's first. */
export function earlierLine(earlier: readonly Earlier[], words: Words): string {
  const shown = earlier.slice(-EARLIER_SHOWN).map((one) => earlierText(one, words));
  return shown.length === 0 ? '' : words.earlier(shown.join(' · '));
}

/** `규칙: 반도체 상승 VI`. */
export function nameLine(rules: AlertView['rules'], words: Words): string {
  const names = rules.map((rule) => oneLine(rule.name, LONGEST_RULE)).join(', ');
  return names === '' ? '' : words.rules(names);
}

/** `메모: 호가 먼저`, for each rule that has one. */
export const noteLines = (rules: AlertView['rules'], words: Words): readonly string[] =>
  rules.flatMap(({ note }) =>
    note === undefined ? [] : [words.note(oneLine(note, LONGEST_NOTE))],
  );

/** The names of the rules, then their notes. */
export const ruleLines = (rules: AlertView['rules'], words: Words): readonly string[] => [
  nameLine(rules, words),
  ...noteLines(rules, words),
];
