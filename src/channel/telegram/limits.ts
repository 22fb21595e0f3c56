import type { Rate } from '../../rules/rule.ts';
import type { Limits, Window } from '../channel.ts';

/** Characters after entities (chat-apis.md, Telegram). */
export const TEXT = 4096;
/** The same of what stands under a photo. */
export const CAPTION = 1024;
/** Bytes of a button's data. */
export const PRESS_BYTES = 64;

const PER_CHAT: readonly Rate[] = [{ count: 1, ms: 1000 }];
/** Edits count like messages. */
const PER_GROUP: readonly Rate[] = [...PER_CHAT, { count: 20, ms: 60_000 }];
const PER_BOT: Rate = { count: 30, ms: 1000 };

/** Negative ids are groups and channels; what is behind an `@name` is not known, so the stricter. */
const isGroup = (chat: string): boolean => chat.startsWith('-') || chat.startsWith('@');

/** The scope that a chat's windows, and its 429, are about. */
export const chatScope = (chat: string): string => `telegram:chat:${chat}`;

/** The windows of one request to a chat; `own`: in place of Telegram's for this chat. */
export function telegramWindows(chat: string, own?: readonly Rate[]): readonly Window[] {
  const rates = own ?? (isGroup(chat) ? PER_GROUP : PER_CHAT);
  const scope = chatScope(chat);
  return [...rates.map((rate) => ({ ...rate, scope })), { ...PER_BOT, scope: 'telegram:bot' }];
}

/** What one Telegram chat can carry. */
export function telegramLimits(chat: string, own?: readonly Rate[]): Limits {
  const windows = telegramWindows(chat, own);
  return { text: TEXT, edits: true, post: windows, edit: windows };
}
