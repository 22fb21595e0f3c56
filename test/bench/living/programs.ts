import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually, openPremises, type Premises } from '../../helpers/process.ts';
import { freePort } from '../free-port.ts';
import { nodeRed, nodeRedFiles } from '../node-red.ts';
import { openPeer } from '../peer.ts';

/** A program that idles, ready to be looked at. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  close(): Promise<void>;
}

const COMPILED = new URL('../../../.tools/compiled', import.meta.url).pathname;
const CONNECTS = new URL('connects-program.ts', import.meta.url).pathname;

/** The addresses of a place's fake market and chats, as the environment has them. */
const addresses = ({ broker, telegram, slack }: Premises): Record<string, string> => ({
  KIWOOM_WS_URL: broker.wsUrl,
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
});

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

async function connect(premises: Premises): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CONNECTS], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...addresses(premises) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

/**
 * The client libraries alone; the second start of them, as Vigil is seldom at its first one: what
 * takes the types off the sources holds 20 MB, and is not loaded where the compiled ones are kept.
 */
export async function connectsOnly(): Promise<Program> {
  const premises = await openPremises();
  const first = await connect(premises);
  const ended = once(first, 'exit');
  first.disconnect();
  await ended;
  const child = await connect(premises);
  return {
    name: 'the client libraries, connected',
    pid: child.pid ?? 0,
    async close() {
      await end(child);
      await premises.close();
    },
  };
}

/** Vigil as it is shipped, with Telegram, Slack and the web page on; its second start as well. */
export async function vigil(premises: Premises): Promise<Program> {
  const first = await premises.watch();
  await first.kill('SIGTERM');
  const bot = await premises.watch();
  return { name: 'Vigil', pid: bot.child.pid ?? 0, close: () => premises.close() };
}

/** Node-RED with a flow of nothing but a websocket; `undefined` where it cannot be installed. */
export async function idleNodeRed(): Promise<Program | undefined> {
  const program = nodeRed();
  if (program === undefined) return undefined;
  const premises = await openPremises();
  const socket = { id: 'ws', type: 'websocket-client', path: premises.broker.wsUrl };
  const listens = { id: 'in', type: 'websocket in', z: 'tab', client: 'ws', wires: [[]] };
  const peer = await openPeer(nodeRedFiles([socket, listens]));
  const port = String(await freePort());
  const child = peer.start(process.execPath, [program, '--userDir', peer.folder, '--port', port]);
  await eventually('Node-RED is connected', () => premises.broker.connections() > 0);
  return {
    name: 'Node-RED',
    pid: child.pid ?? 0,
    async close() {
      await peer.close();
      await premises.close();
    },
  };
}
