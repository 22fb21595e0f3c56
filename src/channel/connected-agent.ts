import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../platform/clock.ts';
import { notConnected } from './not-connected.ts';

/** Most HTTP clients drop a connection after 6 s of rest and pay for a new one (chat-apis.md). */
const KEEP_MS = 90_000;

/** Neither platform's answers come near it; more is not read. */
const LONGEST_ANSWER = 8_000_000;

type Done = (error: Error | null, stream: Duplex) => void;

interface Attempt {
  readonly socket: Duplex;
  /** The event that says that the connection stands. */
  readonly ready: 'connect' | 'secureConnect';
  readonly done: Done;
}

/** Calls `done` once the connection stands, or with a marked fault once it cannot. */
function whenConnected({ socket, ready, done }: Attempt, clock: Clock, ms: number): void {
  const settle = (error: Error | null): void => {
    cancel();
    socket.off('error', failed).off(ready, stands);
    done(error, socket);
  };
  const failed = (error: Error): void => settle(notConnected(error));
  const stands = (): void => settle(null);
  const cancel = clock.after(ms, () =>
    socket.destroy(new Error(`no connection within ${ms / 1000} s`)),
  );
  socket.once('error', failed).once(ready, stands);
}

/**
 * Ends a connection whose answer does not end; between two answers it is `free`. Not by a listener
 * for `data`: node-fetch takes one that it does not know for a sign of a cut connection.
 */
function bound(socket: Duplex): void {
  const push = socket.push.bind(socket);
  let size = 0;
  socket.push = (bytes: Uint8Array | null, encoding) => {
    size += bytes?.length ?? 0;
    if (size > LONGEST_ANSWER) socket.destroy(new Error(`more than ${LONGEST_ANSWER} bytes`));
    return push(bytes, encoding);
  };
  socket.on('free', () => void (size = 0));
}

/** The name and the port that a connection to this address leads to. */
const placeOf = ({ protocol, hostname, port }: URL): string => {
  const usual = protocol === 'https:' ? '443' : '80';
  return `${hostname.replaceAll(/^\[|\]$/g, '')} ${port === '' ? usual : port}`;
};

/**
 * A keep-alive agent that hands out a connection only once it stands, speaks to one host and port
 * only, and reads no answer without end. So every fault before the first byte is known as such
 * (`isNotConnected`), and a redirect to elsewhere leads nowhere.
 */
export function connectedAgent(root: URL, clock: Clock, connectMs: number): HttpAgent {
  const secure = root.protocol === 'https:';
  const options = { keepAlive: true, timeout: KEEP_MS };
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  const place = placeOf(root);
  agent.createConnection = (asked, done) => {
    if (`${asked.host} ${asked.port}` !== place)
      throw notConnected(new Error('the answer points to another host'));
    const socket = connect(asked);
    const ready = secure ? 'secureConnect' : 'connect';
    if (socket) bound(socket);
    if (socket && done) whenConnected({ socket, ready, done }, clock, connectMs);
    return undefined;
  };
  return agent;
}
