import type { CallbackQuery, Chat, Message, User } from 'telegraf/types';
import type { Clock } from '../../platform/clock.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Incoming } from '../incoming.ts';
import { telegramWindows } from './limits.ts';
import { readAnswer } from './read-answer.ts';
import { isPersonal, localeOf, wordsOf } from './read-said.ts';
import { photoPayload, postPayload } from './render.ts';
import type { Transport } from './transport.ts';

export interface HearOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Whether a chat (`telegram:-100123`) is in `vigil.yaml`. */
  readonly listed: (chat: string) => boolean;
  /** The group `from` (`telegram:-123`) has become a supergroup of the id `to`. */
  readonly moved: (from: string, to: string) => void;
}

/** Where something was said, and by whom. */
interface Origin {
  readonly chat: Chat;
  readonly from: User;
  readonly topic: number | undefined;
  /** The message that the answer is an answer to. */
  readonly replyTo?: number;
}

/** Older commands of before the start are not carried out any more (chat-apis.md). */
const STALE_MS = 120_000;

const topicOf = (message: Partial<Message.TextMessage>): number | undefined =>
  message.is_topic_message === true ? message.message_thread_id : undefined;

/** `telegram:-100123`, or `telegram:@name` where `vigil.yaml` calls the chat so. */
export function chatName(chat: Chat, listed: (chat: string) => boolean): string {
  const named = 'username' in chat && chat.username ? `telegram:@${chat.username}` : undefined;
  return named !== undefined && listed(named) ? named : `telegram:${chat.id}`;
}

function base({ transport, listed }: HearOptions, { chat, from, topic, replyTo }: Origin) {
  const place = { chat: String(chat.id), topic };
  const reply = replyTo === undefined ? {} : { replyTo: String(replyTo) };
  const where = { chat: chatName(chat, listed), windows: telegramWindows(place.chat) };
  return {
    ...where,
    direct: chat.type === 'private',
    person: `telegram:${from.id}`,
    locale: localeOf(from),
    answer: async (message) =>
      readAnswer(
        await transport.call('sendMessage', postPayload(place, message, reply)),
        place.chat,
      ),
    withPicture: (png) => ({
      ...where,
      answer: async (message) =>
        readAnswer(
          await transport.call('sendPhoto', photoPayload(place, png, message, reply)),
          place.chat,
        ),
    }),
  } satisfies Partial<Incoming>;
}

/** A command, unless it is stale, borrowed, or meant for another bot. `since`: when we started. */
export function fromMessage(
  options: HearOptions,
  update: { readonly update_id: number; readonly message: Message.TextMessage },
  bot: { readonly username: string; readonly since: EpochMs },
): Incoming | undefined {
  const { chat, from, text: written, date, message_id: replyTo } = update.message;
  const direct = chat.type === 'private';
  const text = wordsOf(written, direct, bot.username);
  const at = date * 1000;
  if (from === undefined || text === undefined) return undefined;
  if (at < bot.since - STALE_MS || !isPersonal(update.message, from)) return undefined;
  const origin = { chat, from, topic: topicOf(update.message), ...(direct ? {} : { replyTo }) };
  return {
    ...base(options, origin),
    id: `telegram:${update.update_id}`,
    said: { is: 'words', text },
    at,
    acknowledge: async () => undefined,
  };
}

/** A button's press; the person is the one who pressed, not the chat. */
export function fromPress(
  options: HearOptions,
  update: { readonly update_id: number; readonly callback_query: CallbackQuery.DataQuery },
): Incoming | undefined {
  const { id, from, data, message } = update.callback_query;
  if (message === undefined) return undefined;
  return {
    ...base(options, { chat: message.chat, from, topic: topicOf(message) }),
    id: `telegram:${update.update_id}`,
    said: { is: 'press', text: data },
    at: options.clock.now(),
    async acknowledge(text) {
      const shown = text === undefined ? {} : { text };
      await options.transport.call('answerCallbackQuery', { callback_query_id: id, ...shown });
    },
  };
}
