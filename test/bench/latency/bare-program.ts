// `bare-program.ts raw|telegraf|web-api WEBSOCKET PORT`: a frame comes, a request leaves, and
// nothing is done in between. The clients' own cost begins with the call, so it is in the text.
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { WebClient } from '@slack/web-api';
import { Telegram } from 'telegraf';
import { WebSocket } from 'ws';
import { quietLogger } from '../../../src/channel/slack/quiet-logger.ts';
import { nanoseconds } from './stub.ts';

const [kind, source, port] = process.argv.slice(2);

/** As many bytes as an alert has. */
const textOf = (at: bigint): string => `${at} `.padEnd(260, '삼성전자 ');

function raw(): () => unknown {
  const socket = connect(Number(port), '127.0.0.1').setNoDelay(true);
  socket.resume();
  const body = JSON.stringify({ text: textOf(0n) });
  const head = `POST /alert HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${Buffer.byteLength(body)}`;
  const request = Buffer.from(`${head}\r\n\r\n${body}`);
  return () => socket.write(request);
}

function telegraf(): () => Promise<unknown> {
  const telegram = new Telegram('1:bench', { apiRoot: `http://127.0.0.1:${port}` });
  telegram.options.agent = new Agent({ keepAlive: true });
  return () =>
    telegram.callApi('sendMessage', {
      chat_id: 1,
      text: textOf(nanoseconds()),
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: '음소거', callback_data: 'mute' }]] },
    });
}

function webApi(): () => Promise<unknown> {
  const slackApiUrl = `http://127.0.0.1:${port}/api/`;
  const client = new WebClient('xoxb-bench', { slackApiUrl, logger: quietLogger });
  return () => client.apiCall('chat.postMessage', { channel: 'C1', text: textOf(nanoseconds()) });
}

const senders = { raw, telegraf, 'web-api': webApi };
const send = senders[kind as keyof typeof senders]();
new WebSocket(String(source), { perMessageDeflate: false }).on('message', send);
