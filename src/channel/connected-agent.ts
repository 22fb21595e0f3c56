import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../platform/clock.ts';
import { notConnected } from './not-connected.ts';

/** Most HTTP clients drop a connection after 6 s of rest and pay for a new one (chat-apis.md). */
const KEEP_MS = 90_000;

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
 * A keep-alive agent that hands out a connection only once it stands, and speaks to one host
 * only. So every fault before the first byte is known as such (`isNotConnected`), and a redirect
 * to elsewhere leads nowhere.
 */
export function connectedAgent(root: URL, clock: Clock, connectMs: number): HttpAgent {
  const secure = root.protocol === 'https:';
  const options = { keepAlive: true, timeout: KEEP_MS };
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  const host = root.hostname.replaceAll(/^\[|\]$/g, '');
  agent.createConnection = (asked, done) => {
    if (asked.host !== host) throw notConnected(new Error('the answer points to another host'));
    const socket = connect(asked);
    const ready = secure ? 'secureConnect' : 'connect';
    if (socket && done) whenConnected({ socket, ready, done }, clock, connectMs);
    return undefined;
  };
  return agent;
}
