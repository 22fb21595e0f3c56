import type { AlertView } from './alert-view.ts';
import { alertButtons } from './buttons.ts';
import {
  earlierLine,
  headline,
  markLine,
  placeLine,
  priceLine,
  ruleLines,
  timeLine,
} from './card-lines.ts';
import { toneOf } from './facts.ts';
import type { Locale, Message } from './message.ts';
import { wordsOf } from './words/words-of.ts';

/**
 * The living alert of one interruption: the same card before and after its end, only the first
 * line changes (market.md, "On a phone"). What is not known is left out.
 */
export function alertMessage(view: AlertView, locale: Locale): Message {
  const words = wordsOf(locale);
  const { event } = view;
  const lines = [
    headline(view, words),
    markLine(view.marks, words),
    priceLine(event, words),
    placeLine(event, words),
    timeLine(event, words),
    earlierLine(view.earlier ?? [], words),
    ...ruleLines(view.rules, words),
  ];
  return {
    lines: lines.filter((line) => line !== ''),
    buttons: alertButtons(event.stock, words),
    silent: view.silent,
    tone: view.episode.state === 'active' ? toneOf(event.direction) : 'neutral',
  };
}
