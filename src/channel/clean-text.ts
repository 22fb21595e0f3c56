import type { Message } from '../alert/message.ts';

/** Everything that could reorder or hide what is shown; the line end stays. */
const CONTROLS = /(?!\n)[\p{Cc}\u2028\u2029]/gu;
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Fit for any chat: no control or direction characters, no lone surrogates (reliability.md). */
export const cleanText = (text: string): string =>
  text.replaceAll(CONTROLS, ' ').replaceAll(BIDI, '').toWellFormed();

/** At most `longest` UTF-16 units; the end is cut with `…`, never inside a pair. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The cleaned text of a message, cut before any tag is added. */
export const plainText = (message: Message, longest: number): string =>
  cutText(cleanText(message.lines.join('\n')), longest);

/** `& < >` as both platforms want them, and nothing else (chat-apis.md). */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The message as a person would see it: its text, then each row of buttons. */
export function previewText(message: Message, longest: number): string {
  const rows = message.buttons.map((row) =>
    row.map((button) => `[${cleanText(button.label)}]`).join(' '),
  );
  return [plainText(message, longest), ...rows].join('\n');
}
