import type { AlertView } from './alert-view.ts';
import { alertButtons } from './buttons.ts';
import { earlierLine, markLine, placeLine, releaseHeadline, ruleLines } from './card-lines.ts';
import { deviationText, joined, SIGN } from './facts.ts';
import type { Locale, Message } from './message.ts';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/words.ts';

/** What it was that ended: `🔴▲ 상승 2회 +10.07% · 9,730원 · 11:02:01 발동`. */
function originLine({ event }: AlertView, words: Words): string {
  const direction = event.direction && words.direction[event.direction];
  const nth = event.count === undefined ? undefined : words.nth(event.count);
  const sign = SIGN[event.direction ?? 'unknown'];
  const fired = joined([sign, direction, nth, deviationText(event)], ' ');
  const price = event.price === undefined ? undefined : words.price(event.price);
  return joined([fired, price, words.triggered(event.triggerTime)], ' · ');
}

/**
 * A release as a message of its own: for rules that ask for `event: release` or
 * `on_release: reply`. Releases arrive silently unless the view says otherwise.
 */
export function releaseMessage(view: AlertView, locale: Locale): Message {
  const words = wordsOf(locale);
  const lines = [
    releaseHeadline(view.event, view.episode, words),
    markLine(view.marks, words),
    originLine(view, words),
    placeLine(view.event, words),
    earlierLine(view.earlier ?? [], words),
    ...ruleLines(view.rules, words),
  ];
  return {
    lines: lines.filter((line) => line !== ''),
    buttons: alertButtons(view.event.stock, words),
    silent: view.silent,
    tone: 'neutral',
  };
}
