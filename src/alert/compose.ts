import { alertMessage } from './alert-message.ts';
import type { AlertView, Marks } from './alert-view.ts';
import type { DigestEntry } from './digest-lines.ts';
import { digestMessage, fits as fitting } from './digest-message.ts';
import type { Draft, DraftEntry, Subjects } from './draft.ts';
import type { Locale, Message } from './message.ts';
import { releaseMessage } from './release-message.ts';
import { templateMessage } from './template-message.ts';

const marksOf = (draft: Draft): Marks => ({
  lateMs: draft.lateMs ?? undefined,
  repeat: draft.repeat,
  insteadOf: draft.insteadOf ?? undefined,
});

const viewOf = (draft: Draft, entry: DraftEntry, subjects: Subjects): AlertView => ({
  ...subjects(entry.event),
  rules: entry.rules.map(({ name, note }) => ({ name, note: note ?? undefined })),
  marks: marksOf(draft),
  silent: draft.silent,
});

const digestEntry = ({ event, rules }: DraftEntry, subjects: Subjects): DigestEntry => ({
  ...subjects(event),
  rules: rules.map(({ name }) => name),
});

/** How many of these, from the front, one digest of at most `budget` UTF-16 units lists whole. */
export const fits = (
  entries: readonly DraftEntry[],
  subjects: Subjects,
  locale: Locale,
  budget: number,
): number =>
  fitting(
    entries.map((entry) => digestEntry(entry, subjects)),
    locale,
    budget,
  );

function digest(draft: Draft, subjects: Subjects, locale: Locale, budget: number): Message {
  const { form } = draft;
  const entries = draft.entries.map((entry) => digestEntry(entry, subjects));
  const rule = form === 'limit' ? draft.entries[0]?.rules[0]?.name : undefined;
  const view = {
    kind: form === 'limit' || form === 'expired' ? form : ('storm' as const),
    entries,
    marks: marksOf(draft),
    silent: draft.silent,
    ...(rule === undefined ? {} : { rule }),
  };
  return digestMessage(view, locale, budget).message;
}

/** A message about one event. A template is about what its rule matched, not about the end of it. */
function single(
  form: 'alert' | 'release',
  { rules }: DraftEntry,
  view: AlertView,
  locale: Locale,
): Message {
  const template = rules.find((rule) => rule.template !== undefined)?.template;
  const isMatched = (form === 'release') === (view.event.event === 'release');
  if (template !== undefined && isMatched) return templateMessage(view, template, locale);
  return form === 'alert' ? alertMessage(view, locale) : releaseMessage(view, locale);
}

/** The draft in words, as its events stand now; at most `budget` UTF-16 units. */
export function compose(draft: Draft, subjects: Subjects, locale: Locale, budget: number): Message {
  const [first] = draft.entries;
  if (first === undefined) throw new Error('a draft without events');
  if (draft.form !== 'alert' && draft.form !== 'release') {
    return digest(draft, subjects, locale, budget);
  }
  return single(draft.form, first, viewOf(draft, first, subjects), locale);
}
