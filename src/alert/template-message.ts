import { alertMessage } from './alert-message.ts';
import type { AlertView } from './alert-view.ts';
import { alertButtons } from './buttons.ts';
import { headline, markLine, nameLine, noteLines } from './card-lines.ts';
import { toneOf } from './facts.ts';
import { oneLine } from './format.ts';
import type { Locale, Message } from './message.ts';
import { FILTERS } from './template-filters.ts';
import type { Part } from './template-line.ts';
import { parseTemplate, type Template } from './template.ts';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/words.ts';

const LONGEST_LINE = 200;

/** `undefined`: the value is missing. */
function textOf(part: Part, view: AlertView, words: Words): string | undefined {
  if (part.is === 'text') return part.text;
  if (part.is === 'section') {
    const inner = part.parts.map((one) => textOf(one, view, words));
    return inner.includes(undefined) ? '' : inner.join('');
  }
  const { field, filter } = part;
  if (field.is === 'text') return field.read(view, words);
  const value = field.read(view);
  return value === undefined ? undefined : FILTERS[filter ?? field.natural].show(value, words);
}

const lineText = (parts: readonly Part[], view: AlertView, words: Words): string =>
  oneLine(parts.map((part) => textOf(part, view, words) ?? '').join(''), LONGEST_LINE);

const places = (parts: readonly Part[], name: string): boolean =>
  parts.some((part) =>
    part.is === 'section' ? places(part.parts, name) : part.is === 'value' && part.name === name,
  );

/** What a message owes whatever its template says: the names of its rules, and their notes. */
const owed = ({ lines }: Template, { rules }: AlertView, words: Words): readonly string[] => [
  places(lines.flat(), 'rules') ? '' : nameLine(rules, words),
  ...(places(lines.flat(), 'note') ? [] : noteLines(rules, words)),
];

/**
 * An alert in the words of a template. Its first line stands until the interruption has ended, and
 * gives way to what every alert says then; the marks, the rules' names and the buttons stay.
 */
export function templateMessage(view: AlertView, written: string, locale: Locale): Message {
  const { template } = parseTemplate(written);
  // The ledger's template, should a later version read it otherwise.
  if (template === undefined) return alertMessage(view, locale);
  const words = wordsOf(locale);
  const { event, episode, marks, silent } = view;
  const isRunning = episode.state === 'active';
  const [first = '', ...rest] = template.lines.map((parts) => lineText(parts, view, words));
  const lines = [
    isRunning ? first : headline(view, words),
    markLine(marks, words),
    ...rest,
    ...owed(template, view, words),
  ];
  return {
    lines: lines.filter((line) => line !== ''),
    buttons: alertButtons(event.stock, words),
    silent,
    tone: isRunning ? toneOf(event.direction) : 'neutral',
  };
}
