import { eventually } from '../../helpers/process.ts';
import { freePort } from '../free-port.ts';
import { isInstalled, openPeer } from '../peer.ts';
import type { Entry } from './contestant.ts';
import { openLine, type Line } from './line.ts';
import { openStub } from './stub.ts';

const PROGRAM = 'prometheus-alertmanager';

/** Each alert a group of its own that waits for nothing: as fast as it goes. */
const config = (to: number): string => `route:
  receiver: chat
  group_by: ["..."]
  group_wait: 0s
  group_interval: 5m
  repeat_interval: 4h
receivers:
  - name: chat
    telegram_configs:
      - { api_url: "http://127.0.0.1:${to}", bot_token: "1:bench", chat_id: 1, parse_mode: HTML }
`;

const requestOf = (n: number): string => {
  const labels = { alertname: 'VI', instance: String(n), name: '삼성전자' };
  const body = JSON.stringify([{ labels, startsAt: new Date().toISOString() }]);
  const length = Buffer.byteLength(body);
  const head = `POST /api/v2/alerts HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json`;
  return `${head}\r\ncontent-length: ${length}\r\n\r\n${body}`;
};

/** Its API over a warm connection in place of frames: it has no websocket, and no rules. */
export const alertmanager: Entry = {
  name: 'Alertmanager',
  what: 'alert posted to request, no rules, nothing on disk',
  async open() {
    if (!isInstalled(PROGRAM)) {
      return { absent: 'not installed (apt-get install prometheus-alertmanager)' };
    }
    const answer = {
      ok: true,
      result: { message_id: 1, date: 0, chat: { id: 1, type: 'private' } },
    };
    const stub = await openStub({
      isAlert: (path) => path.endsWith('/sendMessage'),
      answer: () => answer,
    });
    const port = await freePort();
    const peer = await openPeer({ 'alertmanager.yml': config(stub.port) });
    const paths = ['--config.file=alertmanager.yml', `--storage.path=${peer.folder}/data`];
    const addresses = [`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='];
    peer.start(PROGRAM, [...paths, ...addresses]);
    const line: Line = await eventually('Alertmanager listens', () =>
      openLine(port).catch(() => undefined),
    );
    return {
      fire: (n) => line.send(requestOf(n)),
      next: () => stub.next(),
      async close() {
        line.close();
        await peer.close();
        await stub.close();
      },
    };
  },
};
