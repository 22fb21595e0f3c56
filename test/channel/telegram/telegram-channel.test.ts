import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../../src/alert/message.ts';
import type { Channel } from '../../../src/channel/channel.ts';
import { telegramChannel } from '../../../src/channel/telegram/telegram-channel.ts';
import { openTransport, type Transport } from '../../../src/channel/telegram/transport.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Fault } from '../../helpers/fake-chat.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeTelegram, type FakeTelegram } from '../../helpers/fake-telegram.ts';

const hello: Message = {
  lines: ['제목 <b>', '둘째 줄 & 끝'],
  buttons: [
    [
      { label: '끄기', press: 'm:005930:30m' },
      { label: '차트', url: 'https://example.com/' },
    ],
  ],
  silent: true,
  tone: 'up',
};

let telegram: FakeTelegram;
let transport: Transport;
let channel: Channel;

const channelAt = (chat: string, topic?: number): Channel =>
  telegramChannel({ name: 'phone', place: { chat, topic }, limits: undefined }, transport);

beforeEach(async () => {
  telegram = await fakeTelegram({ limits: false });
  transport = openTransport(telegram, systemClock);
  channel = channelAt('42');
});

afterEach(async () => {
  transport.close();
  await telegram.close();
});

describe('a Telegram chat', () => {
  test('shows the first line set off, the buttons, and no preview', async () => {
    await expect(channel.post(hello)).resolves.toEqual({ is: 'accepted', id: '1' });
    expect(telegram.shown(42)).toMatchObject([
      {
        text: '제목 <b>\n둘째 줄 & 끝',
        source: '<b>제목 &lt;b&gt;</b>\n둘째 줄 &amp; 끝',
        silent: true,
        keyboard: [[{ callback_data: 'm:005930:30m' }, { url: 'https://example.com/' }]],
      },
    ]);
    expect(telegram.calls[0]?.payload).toMatchObject({
      link_preview_options: { is_disabled: true },
    });
  });

  test('writes into a topic and answers to a message that may be gone', async () => {
    await channelAt('-1005', 7).post(hello, { replyTo: '99' });
    expect(telegram.shown(-1005)).toMatchObject([{ topic: 7, replyTo: undefined }]);
  });

  test('changes a message, and an edit without a change is accepted', async () => {
    await channel.post(hello);
    const changed = { ...hello, lines: ['neu'] };
    await expect(channel.edit('1', changed)).resolves.toEqual({ is: 'accepted', id: '1' });
    await expect(channel.edit('1', changed)).resolves.toEqual({ is: 'accepted', id: '1' });
    expect(telegram.shown(42)).toMatchObject([{ text: 'neu', keyboard: [[{}, {}]] }]);
    await expect(channel.edit('5', hello)).resolves.toMatchObject({ is: 'gone' });
  });

  test('uses one connection for one request after the other', async () => {
    await channel.post(hello);
    await channel.post(hello);
    expect(telegram.connections()).toBe(1);
  });

  test('writes to the new id after a move', async () => {
    const group = channelAt('-5');
    telegram.migrate(-5, -1005);
    const answer = await group.post(hello);
    expect(answer).toEqual({ is: 'moved', to: '-1005' });
    group.move('-1005');
    await expect(group.post(hello)).resolves.toMatchObject({ is: 'accepted' });
    expect(group.chat).toBe('telegram:-1005');
    expect(group.limits.post[0]?.scope).toBe('telegram:chat:-1005');
  });

  test("groups and names have the stricter limits, and own limits replace the chat's", () => {
    expect(channel.limits.post.map((window) => window.count)).toEqual([1, 30]);
    expect(channelAt('-5').limits.edit.map((window) => window.count)).toEqual([1, 20, 30]);
    expect(channelAt('@name').limits.post).toHaveLength(3);
    const own = {
      name: 'x',
      place: { chat: '-5', topic: undefined },
      limits: [{ count: 5, ms: 600_000 }],
    };
    expect(telegramChannel(own, transport).limits.post).toEqual([
      { scope: 'telegram:chat:-5', count: 5, ms: 600_000 },
      { scope: 'telegram:bot', count: 30, ms: 1000 },
    ]);
  });

  test('that is written to too fast says how long to wait', async () => {
    const strict = await fakeTelegram();
    const there = openTransport(strict, systemClock);
    const group = telegramChannel(
      { name: 'p', place: { chat: '-5', topic: undefined }, limits: undefined },
      there,
    );
    await group.post(hello);
    await expect(group.edit('1', hello)).resolves.toEqual({
      is: 'wait',
      ms: 1000,
      scope: 'telegram:chat:-5',
    });
    expect(strict.overLimit()).toBe(1);
    there.close();
    await strict.close();
  });

  test('a check sees that the bot was blocked, though the chat is there', async () => {
    telegram.next('sendChatAction', {
      is: 'answer',
      status: 403,
      body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    });
    await expect(channel.check()).resolves.toMatchObject({ is: 'destination-down' });
    await expect(channel.check()).resolves.toMatchObject({ is: 'accepted' });
    expect(telegram.messages).toEqual([]);
  });

  test('that is not reachable was not sent to', async () => {
    const closed = await fakeTelegram();
    await closed.close();
    const away = openTransport(closed, systemClock);
    const there = telegramChannel(
      { name: 'p', place: { chat: '1', topic: undefined }, limits: undefined },
      away,
    );
    await expect(there.post(hello)).resolves.toMatchObject({ is: 'not-sent' });
  });

  test('that does not speak TLS was not sent to', async () => {
    const plain = createServer((socket) => socket.end('no TLS here\n'));
    await new Promise<void>((resolve) => {
      plain.listen(0, '127.0.0.1', resolve);
    });
    const address = plain.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const access = { token: telegram.token, apiRoot: `https://127.0.0.1:${port}` };
    const there = telegramChannel(
      { name: 'p', place: { chat: '1', topic: undefined }, limits: undefined },
      openTransport(access, systemClock),
    );
    await expect(there.post(hello)).resolves.toMatchObject({ is: 'not-sent' });
    plain.close();
  });

  test.each<Fault>([{ is: 'slow', ms: 30_000 }, { is: 'truncate' }])(
    'gives an answer up after 10 s, and then its fate is not known: $is',
    async (fault) => {
      const clock = fakeClock();
      const slow = openTransport(telegram, clock);
      const there = telegramChannel(
        { name: 'p', place: { chat: '1', topic: undefined }, limits: undefined },
        slow,
      );
      telegram.next('sendMessage', fault);
      const answer = there.post(hello);
      await telegram.until(() => telegram.shown(1).length === 1);
      await clock.advance(10_000);
      await expect(answer).resolves.toMatchObject({ is: 'ambiguous' });
      slow.close();
    },
  );

  test('follows no redirect to another host', async () => {
    const headers = { location: 'http://localhost:1/elsewhere' };
    telegram.next('sendMessage', { is: 'answer', status: 307, body: {}, headers });
    await expect(channel.post(hello)).resolves.toMatchObject({ is: 'not-sent' });
  });
});
