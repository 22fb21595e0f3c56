import { z } from 'zod';
import type { Answer } from '../channel.ts';
import { chatScope } from './limits.ts';
import type { Reply } from './transport.ts';

type Refusal = Extract<Reply, { is: 'refused' }>;

/** Told to wait, but not how long. */
const UNTOLD_WAIT_S = 5;

const MESSAGE = z.object({ message_id: z.number().int() });

/**
 * What a 400 is about. The Bot API has no codes below the status, only these descriptions
 * (chat-apis.md, Telegram). The first that fits counts.
 */
const BAD_REQUESTS: readonly [RegExp, 'accepted' | 'gone' | 'destination-down'][] = [
  [/message is not modified/i, 'accepted'],
  [/message (?:to edit|to be replied|to reply) not found/i, 'gone'],
  [/replied message not found|message can't be edited|MESSAGE_ID_INVALID/i, 'gone'],
  [/chat not found|user not found|PEER_ID_INVALID|chat was deactivated/i, 'destination-down'],
  [/not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED/i, 'destination-down'],
  [/kicked|not a member|need administrator rights|CHAT_ADMIN_REQUIRED/i, 'destination-down'],
  [/message thread not found|TOPIC_CLOSED|TOPIC_DELETED/i, 'destination-down'],
];

function readBadRequest(refusal: Refusal, edited: string | undefined): Answer {
  if (refusal.migrateTo !== undefined) return { is: 'moved', to: refusal.migrateTo };
  const reason = refusal.description;
  const meaning = BAD_REQUESTS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'bad-message';
  if (meaning !== 'accepted') return { is: meaning, reason };
  return edited === undefined ? { is: 'refused', reason } : { is: 'accepted', id: edited };
}

function readRefusal(refusal: Refusal, chat: string, edited: string | undefined): Answer {
  const { code, description, retryAfter = UNTOLD_WAIT_S } = refusal;
  const reason = `${code ?? ''} ${description}`.trim();
  if (code === undefined || code >= 500 || code < 400) return { is: 'ambiguous', reason };
  switch (code) {
    case 400:
      return readBadRequest(refusal, edited);
    case 401:
      return { is: 'token-down', reason };
    case 403:
      return { is: 'destination-down', reason };
    case 413:
      return { is: 'bad-message', reason };
    case 429:
      return { is: 'wait', ms: retryAfter * 1000, scope: chatScope(chat) };
    default:
      return { is: 'refused', reason };
  }
}

/**
 * The class of a reply to `sendMessage` or, with `edited` (the message's id), `editMessageText`
 * (reliability.md, "How an answer is read"). An `ok` without a message id proves nothing.
 */
export function readAnswer(reply: Reply, chat: string, edited?: string): Answer {
  switch (reply.is) {
    case 'ok': {
      const id = edited ?? MESSAGE.safeParse(reply.result).data?.message_id.toString();
      return id === undefined
        ? { is: 'ambiguous', reason: 'an answer without a message id' }
        : { is: 'accepted', id };
    }
    case 'refused':
      return readRefusal(reply, chat, edited);
    case 'not-sent':
      return reply;
    case 'no-answer':
      return { is: 'ambiguous', reason: reply.reason };
  }
}

/**
 * The class of a look at the bot (`getMe`) and the chat (`getChat`). A Bot API that does not know
 * `getChat` proves nothing against the chat. Check answers carry the chat as `id`.
 */
export function readCheck(me: Reply, chat: Reply, id: string): Answer {
  const bot = readAnswer(me, id, id);
  if (bot.is === 'refused') return { is: 'token-down', reason: bot.reason };
  if (bot.is !== 'accepted') return bot;
  const place = readAnswer(chat, id, id);
  return place.is === 'refused' ? { is: 'accepted', id } : place;
}
