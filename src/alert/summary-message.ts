import { STANDINGS } from '../store/outcome.ts';
import type { DaySummary, StockCount } from './day-summary.ts';
import { ARROW } from './facts.ts';
import { oneLine } from './format.ts';
import type { Locale, Message } from './message.ts';
import { SUMMARY_WORDS, type SummaryWords } from './words/summary-words.ts';

const LONGEST_NAME = 30;

const listOf = (stocks: readonly StockCount[]): string =>
  stocks.map(({ name, count }) => `${oneLine(name, LONGEST_NAME)} ${count}`).join(', ');

/** `📊 11월 20일 VI 482건 (▲301 ▼181) · 종목 213개`. */
function headline({ day, all }: DaySummary, words: SummaryWords): string {
  const first = words.headline(day, all.count);
  if (all.count === 0) return first;
  return `${first} (${ARROW.up}${all.up} ${ARROW.down}${all.down}) · ${words.stocks(all.stocks)}`;
}

const endedLine = ({ ended }: DaySummary, words: SummaryWords): string =>
  STANDINGS.filter((standing) => standing === 'sent' || ended[standing] > 0)
    .map((standing) => words.ended[standing](ended[standing]))
    .join(' · ');

/** The day's end in one message, read when there is time: it makes no sound. */
export function summaryMessage(summary: DaySummary, locale: Locale): Message {
  const words = SUMMARY_WORDS[locale];
  const { busiest, slowest, muted, unwatched } = summary;
  return {
    lines: [
      headline(summary, words),
      endedLine(summary, words),
      ...(busiest.length === 0 ? [] : [words.busiest(listOf(busiest))]),
      ...(slowest === undefined ? [] : [words.slowest(slowest)]),
      ...(muted.length === 0 ? [] : [words.muted(listOf(muted))]),
      ...(unwatched === 0 ? [] : [words.unwatched(unwatched)]),
    ],
    buttons: [],
    silent: true,
    tone: 'neutral',
  };
}
