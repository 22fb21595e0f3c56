import type { InlineKeyboardButton } from 'telegraf/types';
import type { Button, Message } from '../../alert/message.ts';
import type { PostOptions } from '../channel.ts';
import { cleanText, cutText, escapeMarkup, plainText } from '../clean-text.ts';
import { CAPTION, PRESS_BYTES, TEXT } from './limits.ts';

/** Where a message goes: a chat, and a topic in it. */
export interface Place {
  readonly chat: string;
  readonly topic: number | undefined;
}

const LONGEST_LABEL = 64;

const isCarried = (button: Button): boolean =>
  'url' in button || Buffer.byteLength(button.press) <= PRESS_BYTES;

function keyOf(button: Button): InlineKeyboardButton {
  const text = cutText(cleanText(button.label), LONGEST_LABEL);
  return 'url' in button ? { text, url: button.url } : { text, callback_data: button.press };
}

/** The rows of buttons; an empty keyboard takes an earlier one away. */
const keyboard = (message: Message) => ({
  inline_keyboard: message.buttons
    .map((row) => row.filter(isCarried).map(keyOf))
    .filter((row) => row.length > 0),
});

/** HTML with the first line set off. The text is cut before tags are added (chat-apis.md). */
function htmlOf(message: Message, longest = TEXT): string {
  const [first = '', ...rest] = plainText(message, longest).split('\n');
  return [`<b>${escapeMarkup(first)}</b>`, ...rest.map(escapeMarkup)].join('\n');
}

/** A chat's id as the Bot API takes it; `@name` stays text. */
export const chatId = (chat: string): number | string =>
  /^-?\d+$/.test(chat) ? Number(chat) : chat;

const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

const replyTo = (id: string | undefined) =>
  id === undefined
    ? {}
    : { reply_parameters: { message_id: Number(id), allow_sending_without_reply: true } };

const whereOf = ({ chat, topic }: Place) => ({
  chat_id: chatId(chat),
  ...(topic === undefined ? {} : { message_thread_id: topic }),
});

/** The payload of `sendMessage`. Plain: no markup and no buttons that could be refused. */
export const postPayload = (place: Place, message: Message, options: PostOptions = {}) => ({
  ...whereOf(place),
  ...(options.plain === true
    ? { text: plainText(message, TEXT) }
    : {
        text: htmlOf(message),
        parse_mode: 'HTML' as const,
        reply_markup: keyboard(message),
      }),
  ...NO_PREVIEW,
  disable_notification: message.silent,
  ...replyTo(options.replyTo),
});

/** The payload of `sendPhoto`: the message under the picture, without its buttons. */
export const photoPayload = (
  place: Place,
  png: Uint8Array,
  message: Message,
  options: Pick<PostOptions, 'replyTo'> = {},
) => ({
  ...whereOf(place),
  photo: { source: Buffer.from(png), filename: 'vigil.png' },
  caption: htmlOf(message, CAPTION),
  parse_mode: 'HTML' as const,
  disable_notification: message.silent,
  ...replyTo(options.replyTo),
});

/** The payload of `editMessageText`. */
export const editPayload = (place: Place, id: string, message: Message) => ({
  chat_id: chatId(place.chat),
  message_id: Number(id),
  text: htmlOf(message),
  parse_mode: 'HTML' as const,
  reply_markup: keyboard(message),
  ...NO_PREVIEW,
});
