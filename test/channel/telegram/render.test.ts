import { expect, test } from 'vitest';
import type { Button, Message } from '../../../src/alert/message.ts';
import {
  chatId,
  editPayload,
  photoPayload,
  postPayload,
} from '../../../src/channel/telegram/render.ts';

const message = (given: Partial<Message> = {}): Message => ({
  lines: ['<머리> & 줄', '둘 <b>', '셋 &'],
  buttons: [],
  silent: false,
  tone: 'up',
  ...given,
});
const CHAT = { chat: '-1001', topic: undefined };
const NO_PREVIEW = { link_preview_options: { is_disabled: true } };
const HTML = '<b>&lt;머리&gt; &amp; 줄</b>\n둘 &lt;b&gt;\n셋 &amp;';

test('a post is HTML with its first line set off, and nothing that is not needed', () => {
  expect(postPayload(CHAT, message())).toStrictEqual({
    chat_id: -1001,
    text: HTML,
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [] },
    ...NO_PREVIEW,
    disable_notification: false,
  });
});

test('a picture has the message below it, without buttons', () => {
  const png = new Uint8Array([137, 80]);
  const place = { chat: '@desk', topic: 7 };
  const given = message({ silent: true, buttons: [[{ label: '🔇', press: 'm' }]] });
  expect(photoPayload(place, png, given, { replyTo: '12' })).toStrictEqual({
    chat_id: '@desk',
    message_thread_id: 7,
    photo: { source: Buffer.from(png), filename: 'vigil.png' },
    caption: HTML,
    parse_mode: 'HTML',
    disable_notification: true,
    reply_parameters: { message_id: 12, allow_sending_without_reply: true },
  });
  expect(photoPayload(CHAT, png, message())).not.toHaveProperty('reply_parameters');
});

test('a post into a topic, silent, as an answer', () => {
  const place = { chat: '@desk', topic: 7 };
  expect(postPayload(place, message({ silent: true }), { replyTo: '12' })).toStrictEqual({
    chat_id: '@desk',
    message_thread_id: 7,
    text: HTML,
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [] },
    ...NO_PREVIEW,
    disable_notification: true,
    reply_parameters: { message_id: 12, allow_sending_without_reply: true },
  });
});

test('a plain post has neither markup nor buttons', () => {
  const buttons = [[{ label: '끄기', press: 'm' }]];
  expect(postPayload(CHAT, message({ buttons }), { plain: true })).toEqual({
    chat_id: -1001,
    text: '<머리> & 줄\n둘 <b>\n셋 &',
    ...NO_PREVIEW,
    disable_notification: false,
  });
  expect(postPayload(CHAT, message(), { plain: false })).toHaveProperty('parse_mode', 'HTML');
});

test('an edit says the same of the message that is there', () => {
  expect(editPayload(CHAT, '33', message())).toEqual({
    chat_id: -1001,
    message_id: 33,
    text: HTML,
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [] },
    ...NO_PREVIEW,
  });
});

test('buttons open a page or bring back a press; one too long for Telegram is left out', () => {
  const fits: Button = { label: '가', press: 'x'.repeat(64) };
  const row = (...all: readonly Button[]): readonly Button[] => all;
  const { reply_markup: keyboard } = editPayload(
    CHAT,
    '1',
    message({
      buttons: [
        row(fits, { label: '가', press: `${'x'.repeat(62)}가` }),
        row({ label: '나', press: 'x'.repeat(65) }),
        row({ label: '차\u202E트'.padEnd(90, 'ㅋ'), url: 'https://example.com/?q=<&>' }),
      ],
    }),
  );
  expect(keyboard.inline_keyboard).toEqual([
    [{ text: '가', callback_data: 'x'.repeat(64) }],
    [{ text: `${'차트'.padEnd(63, 'ㅋ')}…`, url: 'https://example.com/?q=<&>' }],
  ]);
});

test.each([
  ['-100', -100],
  ['42', 42],
  ['@name', '@name'],
  ['1x', '1x'],
  ['x1', 'x1'],
  ['1-2', '1-2'],
])('the chat %s is sent as %s', (chat, id) => {
  expect(chatId(chat)).toBe(id);
});

test('the text is cut before its tags are added', () => {
  const { text } = editPayload(CHAT, '1', message({ lines: ['&'.repeat(5_000)] }));
  expect(text).toBe(`<b>${'&amp;'.repeat(4_095)}…</b>`);
});

test('an empty message is an empty first line', () => {
  expect(editPayload(CHAT, '1', message({ lines: [] })).text).toBe('<b></b>');
});
