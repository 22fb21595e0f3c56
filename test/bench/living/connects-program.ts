// The same client libraries, connected, and nothing else: what Vigil's idle hours are held against.
// Addresses come in the environment, as they do for Vigil.
import { serve } from '@hono/node-server';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { Hono } from 'hono';
import { Telegraf } from 'telegraf';
import { WebSocket } from 'ws';
import { quietLogger } from '../../../src/channel/slack/quiet-logger.ts';

const { env } = process;
// Ended in this way it leaves its compiled modules for the next start, as Vigil does.
process.on('disconnect', () => process.exit());
const given = (name: string): string => env[name] ?? '';

const telegram = new Telegraf(given('TELEGRAM_BOT_TOKEN'), {
  telegram: { apiRoot: given('TELEGRAM_API_ROOT') },
});
const slackApiUrl = given('SLACK_API_URL');
const slack = new WebClient(given('SLACK_BOT_TOKEN'), { slackApiUrl, logger: quietLogger });
const socket = new SocketModeClient({
  appToken: given('SLACK_APP_TOKEN'),
  clientOptions: { slackApiUrl },
  logger: quietLogger,
});
const feed = new WebSocket(given('KIWOOM_WS_URL'));
feed.on('error', () => undefined);
serve({ fetch: new Hono().fetch, hostname: '127.0.0.1', port: 0 });
await slack.apiCall('auth.test');
await socket.start();
await telegram.launch(() => void process.send?.('connected'));
