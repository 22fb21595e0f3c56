import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/channel/channel.ts';
import { notConnected } from '../../../src/channel/not-connected.ts';
import { readAnswer, readCheck } from '../../../src/channel/telegram/read-answer.ts';
import { readFault, type Reply } from '../../../src/channel/telegram/transport.ts';

const TOKEN = '123456:secret-token';
const CHAT = '-100123';
const OK: Reply = { is: 'ok', result: {} };
const refused = (code: number | undefined, description: string, parameters = {}): Reply =>
  readFault(new TelegramError({ error_code: code as number, description, parameters }), TOKEN);

describe('what came back from Telegram', () => {
  test.each<[string, Reply, Partial<Answer>]>([
    ['a sent message', { is: 'ok', result: { message_id: 7 } }, { is: 'accepted', id: '7' }],
    ['ok without an id', { is: 'ok', result: true }, { is: 'ambiguous' }],
    ['a 5xx', refused(502, 'Bad Gateway'), { is: 'ambiguous' }],
    ['not ok, and no code', refused(undefined, 'hm'), { is: 'ambiguous' }],
    [
      'a 429',
      refused(429, 'Too Many Requests', { retry_after: 137 }),
      { is: 'wait', ms: 137_000, scope: 'telegram:chat:-100123' },
    ],
    ['a 429 that names no time', refused(429, 'Too Many Requests'), { is: 'wait', ms: 5000 }],
    ...[0, -5, 'soon', null, [], {}].map((time): [string, Reply, Partial<Answer>] => [
      `a 429 whose time is ${JSON.stringify(time)}`,
      refused(429, 'Too Many Requests', { retry_after: time }),
      { is: 'wait', ms: 5000 },
    ]),
    [
      'a 429 that writes its time as a text',
      refused(429, 'Too Many Requests', { retry_after: '7' }),
      { is: 'wait', ms: 7000 },
    ],
    ...[{}, [], 'ok', 7, { ok: false, description: 7, parameters: 7, error_code: '9' }].map(
      (body): [string, Reply, Partial<Answer>] => [
        `an answer of ${JSON.stringify(body)}`,
        readFault(new TelegramError(body as never), TOKEN),
        { is: 'ambiguous' },
      ],
    ),
    [
      'a refusal without words',
      readFault(new TelegramError({ error_code: 403 } as never), TOKEN),
      { is: 'destination-down' },
    ],
    ['entities', refused(400, "Bad Request: can't parse entities: x"), { is: 'bad-message' }],
    ['too long', refused(400, 'Bad Request: message is too long'), { is: 'bad-message' }],
    ['an unknown 400', refused(400, 'Bad Request: WHATEVER'), { is: 'bad-message' }],
    [
      'a blocked bot',
      refused(403, 'Forbidden: bot was blocked by the user'),
      { is: 'destination-down' },
    ],
    ['no such chat', refused(400, 'Bad Request: chat not found'), { is: 'destination-down' }],
    [
      'no right to write',
      refused(400, 'Bad Request: not enough rights to send text messages to the chat'),
      { is: 'destination-down' },
    ],
    [
      'a new id',
      refused(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1009 }),
      { is: 'moved', to: '-1009' },
    ],
    ['a wrong token', refused(401, 'Unauthorized'), { is: 'token-down' }],
    ['another 4xx', refused(418, 'teapot'), { is: 'refused' }],
    [
      'no connection',
      readFault(notConnected(new Error('ECONNREFUSED')), TOKEN),
      { is: 'not-sent' },
    ],
    ['a reset', readFault(new Error('socket hang up'), TOKEN), { is: 'ambiguous' }],
  ])('%s', (_, reply, answer) => {
    expect(readAnswer(reply, CHAT)).toMatchObject(answer);
  });

  test.each<[string, Reply, Partial<Answer>]>([
    ['an edit', { is: 'ok', result: { message_id: 7 } }, { is: 'accepted', id: '7' }],
    ['an edit that answers only true', { is: 'ok', result: true }, { is: 'accepted', id: '7' }],
    [
      'nothing changed',
      refused(400, 'Bad Request: message is not modified: ...'),
      { is: 'accepted', id: '7' },
    ],
    ['the message is gone', refused(400, 'Bad Request: message to edit not found'), { is: 'gone' }],
    [
      'it may not be edited any more',
      refused(400, "Bad Request: message can't be edited"),
      { is: 'gone', stays: true },
    ],
  ])('edited: %s', (_, reply, answer) => {
    expect(readAnswer(reply, CHAT, '7')).toMatchObject(answer);
  });

  test('no reason holds the token', () => {
    const fault = new Error(`invalid json response body at http://x/bot${TOKEN}/sendMessage`);
    const reasons = [readFault(fault, TOKEN), refused(400, `see /bot${TOKEN}/`)];
    expect(JSON.stringify(reasons)).not.toContain('secret-token');
    expect(JSON.stringify(reasons)).toContain('invalid json');
  });

  test.each<[string, Reply, readonly Reply[], Answer['is']]>([
    ['a wrong token', refused(404, 'Not Found'), [], 'token-down'],
    ['a bot that may write', OK, [OK], 'accepted'],
    [
      'a bot that was blocked',
      OK,
      [refused(403, 'Forbidden: bot was blocked by the user'), OK],
      'destination-down',
    ],
    ['a channel, that knows no typing', OK, [refused(400, 'Bad Request: no'), OK], 'accepted'],
    [
      'a chat that is not there',
      OK,
      [refused(404, 'Not Found'), refused(400, 'Bad Request: chat not found')],
      'destination-down',
    ],
    [
      'questions that are not known',
      OK,
      [refused(404, 'Not Found'), refused(404, 'Not Found')],
      'accepted',
    ],
  ])('a check of %s', async (_, me, replies, is) => {
    const questions = replies.map((reply) => async () => reply);
    await expect(readCheck(me, CHAT, questions)).resolves.toMatchObject({ is });
  });
});
