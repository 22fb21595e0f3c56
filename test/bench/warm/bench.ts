// `npm run bench:warm`: whether a request after 65 s of rest finds the connection of the one
// before, for Vigil's channels and for what they could have been built on. Each connection that is
// opened is a TLS handshake on a real line, two round trips and a look-up. 66 s.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { WebClient } from '@slack/web-api';
import { Telegram } from 'telegraf';
import { Agent, request } from 'undici';
import type { Message } from '../../../src/alert/message.ts';
import { openSlack } from '../../../src/channel/slack/open-slack.ts';
import { quietLogger } from '../../../src/channel/slack/quiet-logger.ts';
import { telegramChannel } from '../../../src/channel/telegram/telegram-channel.ts';
import { openTransport } from '../../../src/channel/telegram/transport.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { pause } from '../../helpers/process.ts';
import { markdownTable } from '../markdown-table.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const REST_MS = options.quick ? 8_000 : 65_000;

const HELLO: Message = { lines: ['삼성전자'], buttons: [], silent: false, tone: 'up' };
/** What both platforms' clients are content with. */
const ACCEPTED = JSON.stringify({ ok: true, result: { message_id: 1 }, ts: '1.1', channel: 'C1' });

/** Sends one message to a server at this address. */
type Send = () => Promise<unknown>;

const CLIENTS: Readonly<Record<string, (root: string) => Send>> = {
  'Vigil to Telegram'(apiRoot) {
    const transport = openTransport({ token: '1:bench', apiRoot }, systemClock);
    const place = { chat: '1', topic: undefined };
    const channel = telegramChannel({ name: 'phone', place, limits: undefined }, transport);
    return () => channel.post(HELLO);
  },
  'Vigil to Slack'(root) {
    const tokens = { botToken: 'xoxb-bench', appToken: undefined, apiUrl: `${root}/api/` };
    const slack = openSlack(tokens, { clock: systemClock, told: () => undefined });
    const channel = slack.channel({ name: 'desk', channel: 'C1', limits: undefined });
    return () => channel.post(HELLO);
  },
  telegraf(apiRoot) {
    const telegram = new Telegram('1:bench', { apiRoot });
    return () => telegram.sendMessage(1, 'hello');
  },
  '@slack/web-api'(root) {
    const client = new WebClient('xoxb-bench', {
      slackApiUrl: `${root}/api/`,
      logger: quietLogger,
    });
    return () => client.apiCall('chat.postMessage', { channel: 'C1', text: 'hello' });
  },
  'undici, its default'(root) {
    const dispatcher = new Agent();
    return async () => (await request(root, { dispatcher })).body.text();
  },
};

/** Connections after one message, and after one more that followed a rest. */
async function connectionsOf(client: (root: string) => Send): Promise<readonly [number, number]> {
  let count = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(ACCEPTED);
  });
  // The platforms keep a connection longer than any of these clients.
  server.keepAliveTimeout = 0;
  server.on('connection', () => (count += 1)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const send = client(`http://127.0.0.1:${port}`);
  await send();
  const first = count;
  await pause(REST_MS);
  await send();
  server.closeAllConnections();
  server.close();
  return [first, count];
}

const rows = await Promise.all(
  Object.entries(CLIENTS).map(async ([name, client]) => {
    const [first, both] = await connectionsOf(client);
    return [name, String(first), String(both)];
  }),
);
const head = ['client', 'connections, one message', `and one more after ${REST_MS / 1_000} s`];
process.stdout.write(`${markdownTable([head, ...rows])}\n`);
process.exit(0);
