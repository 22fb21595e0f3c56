import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { createConnection, type Connection, type ConnectionOptions } from './connection.ts';
import { createVoice, type Voice } from './voice.ts';

/** The true broker's (kiwoom.md 2). */
export const WEBSOCKET_PATH = '/api/dostk/websocket';

export interface SocketSideOptions extends Omit<ConnectionOptions, 'loggedIn'> {
  readonly heard: (text: string) => void;
}

/** The open websockets, and what may be done to all of them. */
export interface SocketSide {
  connections(): number;
  /** A frame of events to everybody who is registered. */
  tell(frame: string): void;
  /** Any text, as it is. */
  sendRaw(text: string): void;
  /** R10001 and "Bye". */
  kick(): void;
  /** They go deaf and dumb without closing. */
  blackhole(): void;
  /** They end without a close frame. */
  cut(): void;
}

interface Client {
  readonly socket: WebSocket;
  readonly voice: Voice;
  readonly connection: Connection;
}

const controlsOf = (clients: ReadonlySet<Client>): SocketSide => ({
  connections: () => clients.size,
  tell: (frame) => clients.forEach(({ connection }) => connection.tell(frame)),
  sendRaw: (text) => clients.forEach(({ voice }) => voice.send(text)),
  kick: () => clients.forEach(({ connection }) => connection.kick()),
  blackhole: () =>
    clients.forEach(({ socket, voice }) => {
      voice.mute();
      socket.pause();
    }),
  cut: () => clients.forEach(({ socket }) => socket.terminate()),
});

/** The broker's websocket on a server: one session for each app key, the newest one stays. */
export function openSocketSide(server: Server, options: SocketSideOptions): SocketSide {
  const clients = new Set<Client>();
  const sessions = new Map<string, Connection>();
  const sockets = new WebSocketServer({ server, path: WEBSOCKET_PATH, perMessageDeflate: false });

  const loggedIn = (connection: Connection, appKey: string): void => {
    const older = sessions.get(appKey);
    sessions.set(appKey, connection);
    if (older !== connection) older?.kick();
  };
  // The server's own faults come here as well, and are its owner's to hear.
  sockets.on('error', () => {});
  sockets.on('connection', (socket) => {
    const voice = createVoice(
      (text) => socket.send(text),
      (code, reason) => socket.close(code, reason),
    );
    const connection = createConnection(voice, { ...options, loggedIn });
    const client = { socket, voice, connection };
    clients.add(client);
    socket.on('message', (data: Buffer) => {
      options.heard(data.toString('utf8'));
      connection.hear(data.toString('utf8'));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clients.delete(client);
      connection.gone();
    });
  });
  return controlsOf(clients);
}
