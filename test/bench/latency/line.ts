import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { nanoseconds } from './stub.ts';

/** A websocket server that pushes frames to the one client that comes. */
export interface FrameSource {
  readonly url: string;
  /** Resolves once a client is there. */
  readonly joined: Promise<unknown>;
  send(frame: string): bigint;
  close(): Promise<void>;
}

/** Opens a source of frames on a free port. */
export async function openFrameSource(): Promise<FrameSource> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const joined = once(server, 'connection');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `ws://127.0.0.1:${port}`,
    joined,
    send(frame) {
      const at = nanoseconds();
      server.clients.forEach((client: WebSocket) => client.send(frame));
      return at;
    },
    async close() {
      server.clients.forEach((client) => client.terminate());
      server.close();
      await once(server, 'close');
    },
  };
}

/** A warm connection to a program that takes what it is told over plain TCP or HTTP. */
export interface Line {
  send(text: string): bigint;
  close(): void;
}

export async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.resume();
  return {
    send(text) {
      const at = nanoseconds();
      socket.write(text);
      return at;
    },
    close: () => void socket.destroy(),
  };
}
