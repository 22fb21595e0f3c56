import { Composer, Context } from 'telegraf';
import { callbackQuery, message } from 'telegraf/filters';
import type { Chat, Update, User, UserFromGetMe } from 'telegraf/types';
import type { Clock } from '../../platform/clock.ts';
import type { EpochMs } from '../../vi/kst.ts';
import { chatLanes } from '../chat-lanes.ts';
import type { Incoming } from '../incoming.ts';
import { telegramWindows } from './limits.ts';
import { readAnswer } from './read-answer.ts';
import { isPersonal, localeOf, wordsOf } from './read-said.ts';
import { postPayload } from './render.ts';
import type { Transport } from './transport.ts';

export interface HearOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly listed: (chat: string) => boolean;
}

/** Older commands of before the start are not carried out any more (chat-apis.md). */
const STALE_MS = 120_000;

const done = async (): Promise<void> => undefined;

/** `telegram:-100123`, or `telegram:@name` where `vigil.yaml` calls the chat so. */
function chatName(chat: Chat, listed: (chat: string) => boolean): string {
  const named = 'username' in chat && chat.username ? `telegram:@${chat.username}` : undefined;
  return named !== undefined && listed(named) ? named : `telegram:${chat.id}`;
}

/** What every incoming has in common; `topic` and `replyTo` say where its answer goes. */
function base(options: HearOptions, chat: Chat, from: User, topic?: number, replyTo?: string) {
  const id = String(chat.id);
  const place = { chat: id, topic };
  return {
    chat: chatName(chat, options.listed),
    direct: chat.type === 'private',
    person: `telegram:${from.id}`,
    locale: localeOf(from),
    windows: telegramWindows(id),
    answer: async (text) => {
      const payload = postPayload(place, text, replyTo === undefined ? {} : { replyTo });
      return readAnswer(await options.transport.call('sendMessage', payload), id);
    },
  } satisfies Partial<Incoming>;
}

/**
 * What is done with one update: words and presses of persons become `heard`, groups that are not
 * listed are left, all else is passed over. The updates of one chat keep their order.
 */
export function hearUpdates(
  options: HearOptions,
  { me, since }: { readonly me: UserFromGetMe; readonly since: EpochMs },
  heard: (incoming: Incoming) => Promise<void>,
): (update: Update) => Promise<void> {
  const { transport, clock, listed } = options;
  const composer = new Composer();

  composer.use(async ({ chat, update }, next) => {
    const gone = 'my_chat_member' in update && update.my_chat_member.new_chat_member.status;
    const ours = chat === undefined || chat.type === 'private' || listed(chatName(chat, listed));
    if (ours) await next();
    else if (gone !== 'left' && gone !== 'kicked')
      await transport.call('leaveChat', { chat_id: chat.id });
  });

  composer.on(message('text'), async ({ message: said, chat, update }) => {
    const direct = chat.type === 'private';
    const text = wordsOf(said.text, direct, me.username);
    const at = said.date * 1000;
    if (text === undefined || at < since - STALE_MS || !isPersonal(said, said.from)) return;
    const topic = said.is_topic_message === true ? said.message_thread_id : undefined;
    const replyTo = direct ? undefined : String(said.message_id);
    await heard({
      ...base(options, chat, said.from, topic, replyTo),
      id: `telegram:${update.update_id}`,
      said: { is: 'words', text },
      at,
      acknowledge: done,
    });
  });

  composer.on(callbackQuery('data'), async ({ callbackQuery: press, chat, update }) => {
    if (chat === undefined) return;
    await heard({
      ...base(options, chat, press.from),
      id: `telegram:${update.update_id}`,
      said: { is: 'press', text: press.data },
      at: clock.now(),
      async acknowledge(text) {
        const shown = text === undefined ? {} : { text };
        await transport.call('answerCallbackQuery', { callback_query_id: press.id, ...shown });
      },
    });
  });

  const run = composer.middleware();
  const lane = chatLanes();
  return (update) => {
    const context = new Context(update, transport.telegram, me);
    return lane(String(context.chat?.id), async () => void (await run(context, done)));
  };
}
