import type { Rate } from '../../rules/rule.ts';
import type { Channel } from '../channel.ts';
import { previewText } from '../clean-text.ts';
import { telegramLimits, TEXT } from './limits.ts';
import { readAnswer, readCheck } from './read-answer.ts';
import { chatId, editPayload, postPayload, type Place } from './render.ts';
import type { Transport } from './transport.ts';

export interface TelegramChannelOptions {
  readonly name: string;
  readonly place: Place;
  /** In place of Telegram's own limits for this chat. */
  readonly limits: readonly Rate[] | undefined;
}

/** One Telegram chat, or one topic of it, as a destination. */
export function telegramChannel(options: TelegramChannelOptions, transport: Transport): Channel {
  let { place } = options;
  return {
    name: options.name,
    platform: 'telegram',
    get chat() {
      return `telegram:${place.chat}`;
    },
    get limits() {
      return telegramLimits(place.chat, options.limits);
    },
    async post(message, post) {
      const { chat } = place;
      return readAnswer(
        await transport.call('sendMessage', postPayload(place, message, post)),
        chat,
      );
    },
    async edit(id, message) {
      const { chat } = place;
      const payload = editPayload(place, id, message);
      return readAnswer(await transport.call('editMessageText', payload), chat, id);
    },
    async check() {
      const { chat } = place;
      const asked = { chat_id: chatId(chat) };
      return readCheck(await transport.call('getMe', {}), chat, [
        () => transport.call('sendChatAction', { ...asked, action: 'typing' }),
        () => transport.call('getChat', asked),
      ]);
    },
    preview: (message) => previewText(message, TEXT),
    move(to) {
      place = { ...place, chat: to };
    },
  };
}
