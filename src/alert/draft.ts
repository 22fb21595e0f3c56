import * as z from 'zod';
import type { ViEvent } from '../vi/event.ts';
import type { Earlier, Ending } from './alert-view.ts';

const FORMS = ['alert', 'release', 'storm', 'limit', 'expired'] as const;

const rule = z.object({
  name: z.string(),
  note: z.string().nullable(),
  /** The text of its template, so that a later edit looks alike whatever the file says then. */
  template: z.string().optional(),
});

const schema = z.object({
  form: z.enum(FORMS),
  /** The events' numbers in the ledger, each with the rules that matched it. */
  entries: z.array(z.object({ event: z.number(), rules: z.array(rule) })),
  /** What becomes of it when its interruption is released (rules-language.md, `on_release`). */
  onRelease: z.enum(['edit', 'reply', 'silent', 'none']),
  silent: z.boolean(),
  /** How old its news was at the first sending, in ms, where that counts as late. */
  lateMs: z.number().nullable(),
  /** An earlier attempt may have arrived. */
  repeat: z.boolean(),
  /** The channel that could not take it. */
  insteadOf: z.string().nullable().default(null),
  /** The shortest form, without buttons, after the chat refused the full one. */
  plain: z.boolean(),
  /** Our number of the message it answers to. */
  replyTo: z.number().nullable(),
});

/**
 * What a message says, without its words: enough to write it again in any state of its events,
 * after a restart too. The ledger keeps it beside every message.
 */
export type Draft = Readonly<z.infer<typeof schema>>;
/** One event of a draft: its number in the ledger, and the rules that tell it. */
export type DraftEntry = Draft['entries'][number];

/** As the ledger keeps it; `readDraft` is the way back. */
export const writeDraft = (draft: Draft): string => JSON.stringify(draft);

/** Throws on a text that this program did not write. */
export const readDraft = (text: string): Draft => schema.parse(JSON.parse(text));

/** An event, how its interruption stands now, and what the stock did before on that day. */
export interface Subject {
  readonly event: ViEvent;
  readonly episode: Ending;
  /** Oldest first. */
  readonly earlier?: readonly Earlier[];
}

/** What a draft's events are now; a draft never outlives its events. */
export type Subjects = (eventId: number) => Subject;
