import * as z from 'zod';
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
const BAD_REQUESTS: readonly [RegExp, 'accepted' | 'gone' | 'stays' | 'destination-down'][] = [
  [/message is not modified/i, 'accepted'],
  [/message (?:to edit|to be replied|to reply) not found/i, 'gone'],
  [/replied message not found|MESSAGE_ID_INVALID/i, 'gone'],
  [/message can't be edited/i, 'stays'],
  [/chat not found|user not found|PEER_ID_INVALID|chat was deactivated/i, 'destination-down'],
  [/not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED/i, 'destination-down'],
  [/kicked|not a member|need administrator rights|CHAT_ADMIN_REQUIRED/i, 'destination-down'],
  [/message thread not found|TOPIC_CLOSED|TOPIC_DELETED/i, 'destination-down'],
];

function readBadRequest(refusal: Refusal, edited: string | undefined): Answer {
  if (refusal.migrateTo !== undefined) return { is: 'moved', to: refusal.migrateTo };
  const reason = refusal.description;
  const meaning = BAD_REQUESTS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'bad-message';
  if (meaning === 'stays') return { is: 'gone', reason, stays: true };
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

/** Whether an answer to a question says nothing about the chat: the question was the fault. */
const saysNothing = ({ is }: Answer): boolean => is === 'refused' || is === 'bad-message';

/**
 * The class of a check: the bot (`getMe`), then the chat. `sendChatAction` fails where a message
 * would, also for a bot that was blocked; channels do not know it, there `getChat` must do. What
 * neither can tell is a warning. The chat is the answer's `id`.
 */
export async function readCheck(
  me: Reply,
  chat: string,
  questions: readonly (() => Promise<Reply>)[],
): Promise<Answer> {
  const bot = readAnswer(me, chat, chat);
  if (bot.is === 'refused') return { is: 'token-down', reason: bot.reason };
  if (bot.is !== 'accepted') return bot;
  let warning = '';
  for (const ask of questions) {
    const answer = readAnswer(await ask(), chat, chat);
    if (!saysNothing(answer)) return answer;
    warning = 'reason' in answer ? answer.reason : '';
  }
  return { is: 'accepted', id: chat, warning };
}
