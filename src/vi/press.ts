import { isStockCode } from './stock.ts';

/** How long the buttons under an alert mute its stock. */
export const MUTE_SPANS = ['30m', 'today'] as const;
export type MuteSpan = (typeof MUTE_SPANS)[number];

/** What a button brings back when it is pressed. */
export type Press =
  | { readonly is: 'mute'; readonly stock: string; readonly span: MuteSpan }
  | { readonly is: 'undo'; readonly mute: number }
  /** One of several meanings was chosen: the whole command, spelled out. */
  | { readonly is: 'choice'; readonly words: string };

/** What Telegram carries in `callback_data` (chat-apis.md, Telegram). */
const LONGEST_BYTES = 64;

/** The data of "mute this stock": `m:005930:30m`. */
export const mutePress = (stock: string, span: MuteSpan): string => `m:${stock}:${span}`;

/** The data of "undo this mute": `u:17`. */
export const undoPress = (mute: number): string => `u:${mute}`;

/** The data of a choice: `c:mute 005930 2h`; `undefined` when it is too long for a button. */
export function choicePress(words: string): string | undefined {
  const data = `c:${words}`;
  return new TextEncoder().encode(data).length <= LONGEST_BYTES ? data : undefined;
}

function parseMute(stock: string, spanText: string | undefined): Press | undefined {
  const span = MUTE_SPANS.find((known) => known === spanText);
  return span !== undefined && isStockCode(stock) ? { is: 'mute', stock, span } : undefined;
}

/** Reads a button's data; `undefined` for what Vigil never wrote. */
export function parsePress(data: string): Press | undefined {
  if (data.startsWith('c:') && data.length > 2) return { is: 'choice', words: data.slice(2) };
  const [letter, subject = '', span, ...more] = data.split(':');
  if (more.length > 0) return undefined;
  if (letter === 'm') return parseMute(subject, span);
  const undo = letter === 'u' && span === undefined && /^[1-9]\d{0,14}$/.test(subject);
  return undo ? { is: 'undo', mute: Number(subject) } : undefined;
}
