import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/alert/message.ts';
import type { Channel } from '../../src/channel/channel.ts';
import { openSlack } from '../../src/channel/slack/open-slack.ts';
import { openTelegram } from '../../src/channel/telegram/open-telegram.ts';
import { createGate } from '../../src/feed/kiwoom/gate.ts';
import { systemClock, type Clock } from '../../src/platform/clock.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each();
});

/** A server that answers everything like this, and the paths that it was asked for. */
async function serve(answer: RequestListener): Promise<{ url: string; paths: readonly string[] }> {
  const paths: string[] = [];
  const server: Server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, paths };
}

const hello: Message = { lines: ['안녕'], buttons: [], silent: false, tone: 'neutral' };

function telegramAt(url: string, clock: Clock): Channel {
  const offset = { load: async () => undefined, save: async () => undefined };
  const access = { token: '123456:TEST', apiRoot: url };
  const told = (): void => undefined;
  const heard = { listed: () => true, moved: () => undefined };
  const open = openTelegram(access, { clock, offset, menus: [], ...heard, told });
  undo.push(() => open.close());
  const place = { chat: '1', topic: undefined };
  return open.channel({ name: 'phone', place, limits: undefined });
}

function slackAt(url: string, clock: Clock): Channel {
  const access = { botToken: 'xoxb-1', appToken: undefined, apiUrl: url };
  const open = openSlack(access, { clock, told: () => undefined });
  undo.push(() => open.close());
  return open.channel({ name: 'desk', channel: 'C1', limits: undefined });
}

const PLATFORMS = [
  ['Telegram', telegramAt],
  ['Slack', slackAt],
] as const;

describe.each(PLATFORMS)('%s', (_name, channelAt) => {
  test('is not followed to another address: no byte leaves for it', async () => {
    const other = await serve((_request, response) => response.end('{"ok":true}'));
    const { url, paths } = await serve((_request, response) => {
      response.writeHead(307, { location: `${other.url}bot/x` }).end();
    });
    const answer = await channelAt(url, systemClock).post(hello);
    expect(paths).toHaveLength(1);
    expect(other.paths).toEqual([]);
    expect(answer.is).not.toBe('accepted');
    expect(await channelAt(other.url, systemClock).post(hello)).toMatchObject({});
    expect(other.paths).toHaveLength(1);
  });

  test('is not read without end', async () => {
    let sent = 0;
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"ok":true,"result":"');
      const more = (): void => {
        if (response.destroyed) return;
        sent += 64 * 1024;
        response.write('x'.repeat(64 * 1024), more);
      };
      more();
    });
    const answer = await channelAt(url, systemClock).post(hello);
    expect(answer).toMatchObject({ is: 'ambiguous' });
    expect(sent).toBeGreaterThan(1_000_000);
    expect(sent).toBeLessThan(40_000_000);
  });

  test('may answer large and often over one connection', async () => {
    const { url, paths } = await serve((request, response) => {
      request.resume();
      const more = 'x'.repeat(3_000_000);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ts: '1', result: { message_id: 1 }, more }));
    });
    const channel = channelAt(url, systemClock);
    for (let n = 0; n < 4; n += 1)
      expect(await channel.post(hello)).toMatchObject({ is: 'accepted' });
    expect(paths).toHaveLength(4);
  });
});

test('a chat that never answers is given up at the deadline of the request', async () => {
  const clock = fakeClock();
  const { url, paths } = await serve(() => undefined);
  const answer = telegramAt(url, clock).post(hello);
  while (paths.length === 0) await setImmediate();
  await clock.advance(10_000);
  expect(await answer).toMatchObject({ is: 'ambiguous' });
});

test('the broker is not followed to another address', async () => {
  const other = await serve((_request, response) => response.end('{}'));
  const { url, paths } = await serve((_request, response) => {
    response.writeHead(307, { location: other.url }).end();
  });
  const gate = createGate(url, systemClock, new AbortController().signal);
  const outcome = await gate({ path: '/oauth2/token', headers: {}, body: {} });
  expect(outcome).toMatchObject({ is: 'answer', status: 307 });
  expect([paths, other.paths]).toEqual([['/oauth2/token'], []]);
});
