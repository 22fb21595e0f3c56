export const LOCALES = ['ko', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A button either opens a page or brings `press` (at most 64 bytes) back as a command. */
export type Button =
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly press: string };

/**
 * A message before any channel has touched it: plain text, unescaped, already in the reader's
 * language. A channel escapes it, sets the first line off, and adds nothing.
 */
export interface Message {
  /** The first is all that a locked phone shows. */
  readonly lines: readonly string[];
  readonly buttons: readonly (readonly Button[])[];
  /** Arrives without a sound. */
  readonly silent: boolean;
  /** The colour a console or a Slack bar may give it: red is up, blue is down. */
  readonly tone: 'up' | 'down' | 'neutral';
}

/** The message as one plain text, in UTF-16 units what Telegram counts. */
export const textOf = (message: Message): string => message.lines.join('\n');
