import { WebSocket, type RawData } from 'ws';
import type { Clock } from '../../platform/clock.ts';

/** A websocket as the session needs it: texts in, texts out, and its end. */
export interface Line {
  send(text: string): void;
  /** Ends it, politely when the other side still listens. Nothing is told after this. */
  hangUp(): void;
}

/** What a line tells. `lost` may come twice: for a fault, and for the close that it leads to. */
export interface LineHandlers {
  readonly opened: () => void;
  readonly heard: (text: string) => void;
  /** A ping of the websocket protocol itself; it is answered already. */
  readonly pinged: () => void;
  readonly lost: (reason: string) => void;
}

/** A burst of thousands of rows in one frame is about 2 MB; beyond this the broker is not sane. */
const MAX_FRAME_BYTES = 8 * 1024 * 1024;
/** ms for the other side to answer our closing. */
const FAREWELL_MS = 500;

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

function attach(socket: WebSocket, handlers: LineHandlers): void {
  socket.on('open', handlers.opened);
  socket.on('message', (data) => handlers.heard(textOf(data)));
  socket.on('ping', handlers.pinged);
  socket.on('error', (fault) => handlers.lost(fault.message));
  socket.on('close', (code, reason) =>
    handlers.lost(`closed by the broker: ${code} ${reason.toString()}`.trim()),
  );
}

function endOf(socket: WebSocket, clock: Clock): void {
  socket.removeAllListeners();
  // A socket that is ended while it opens tells of it as a fault, and one without listener is fatal.
  socket.on('error', () => {});
  if (socket.readyState !== WebSocket.OPEN) return socket.terminate();
  const cancel = clock.after(FAREWELL_MS, () => socket.terminate());
  socket.once('close', cancel);
  socket.close(1000);
}

/** Opens a websocket. It sends no pings of its own: the broker has its own (kiwoom.md 2). */
export function openLine(wsUrl: string, clock: Clock, handlers: LineHandlers): Line {
  const socket = new WebSocket(wsUrl, {
    perMessageDeflate: false,
    followRedirects: false,
    maxPayload: MAX_FRAME_BYTES,
    // One broken character must not cost the connection.
    skipUTF8Validation: true,
  });
  attach(socket, handlers);
  return {
    send: (text) => socket.send(text),
    hangUp: () => endOf(socket, clock),
  };
}
