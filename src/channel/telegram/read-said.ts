import type { Message, User } from 'telegraf/types';
import type { Locale } from '../../alert/message.ts';

/** Anonymous group admins, Telegram's own service account, and channels: nobody in person. */
const NOBODY: ReadonlySet<number> = new Set([1_087_968_824, 777_000, 136_817_688]);

/** Telegram marks only Latin words as commands; `/음소거` is typed all the same. */
const COMMAND = /^\/([\p{L}\w]+)(?:@(\w+))?(?:\s+([^]*))?$/u;
/** Properties of what was not written here and now by the one who sent it. */
const BORROWED = [
  'forward_origin',
  'forward_date',
  'forward_from',
  'sender_chat',
  'via_bot',
  'edit_date',
  'is_automatic_forward',
];

/** Whether a person wrote this just so: no bot, no forward, no edit, nobody anonymous. */
export const isPersonal = (message: Message, from: User | undefined): boolean =>
  from !== undefined &&
  !from.is_bot &&
  !NOBODY.has(from.id) &&
  !BORROWED.some((property) => property in message);

/**
 * The words of a message: `/mute@bot 005930 30m` is `mute 005930 30m`. In a group only commands
 * are meant for the bot, and those with another bot's name are not.
 */
export function wordsOf(text: string, direct: boolean, username: string): string | undefined {
  const command = COMMAND.exec(text.trim());
  if (command === null) return direct ? text.trim() : undefined;
  const [, word = '', bot, rest = ''] = command;
  if (bot !== undefined && bot.toLowerCase() !== username.toLowerCase()) return undefined;
  return `${word} ${rest}`.trim();
}

/** The language of a person's client. */
export function localeOf(from: User): Locale | undefined {
  if (from.language_code === undefined) return undefined;
  return from.language_code.startsWith('ko') ? 'ko' : 'en';
}
