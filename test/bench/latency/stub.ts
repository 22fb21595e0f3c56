import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Nanoseconds of the machine's monotonic clock: the same in all processes. */
export const nanoseconds = (): bigint => process.hrtime.bigint();

/** A request that carries an alert. */
export interface Alerted {
  /** When its first byte was read. */
  readonly at: bigint;
  readonly body: string;
}

/** An HTTP server that is as little as one can be: what it reads is stamped at the first byte. */
export interface Stub {
  readonly port: number;
  /** The next request that `isAlert`. */
  next(): Promise<Alerted>;
  close(): Promise<void>;
}

export interface StubOptions {
  readonly isAlert: (path: string) => boolean;
  /** The body of an answer; `undefined`: none, the request hangs (a long poll). */
  readonly answer: (path: string) => unknown;
}

const HEAD_END = '\r\n\r\n';

/** A whole request at the front of what was read. */
interface Whole {
  readonly path: string;
  readonly body: string;
  readonly bytes: number;
}

const headerIn = (head: string, name: string): string | undefined =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim();

/** Chunked bodies are read to their closing chunk; the sizes stay in, nobody looks at them. */
function bytesOf(buffer: Buffer, from: number, head: string): number | undefined {
  if (headerIn(head, 'transfer-encoding') === 'chunked') {
    const end = buffer.indexOf('0\r\n\r\n', from);
    return end === -1 ? undefined : end + 5;
  }
  const whole = from + Number(headerIn(head, 'content-length') ?? 0);
  return buffer.length < whole ? undefined : whole;
}

function wholeIn(buffer: Buffer): Whole | undefined {
  const headEnd = buffer.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const from = headEnd + HEAD_END.length;
  const head = buffer.toString('latin1', 0, headEnd);
  const bytes = bytesOf(buffer, from, head);
  if (bytes === undefined) return undefined;
  return { path: head.split(' ', 2)[1] ?? '', body: buffer.toString('utf8', from, bytes), bytes };
}

const responseOf = (body: unknown): string => {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${text}`;
};

/** Reads one connection, request after request. */
function serve(socket: Socket, { isAlert, answer }: StubOptions, heard: (one: Alerted) => void) {
  let buffer = Buffer.alloc(0);
  let firstByteAt = 0n;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes: Buffer) => {
    const at = nanoseconds();
    if (buffer.length === 0) firstByteAt = at;
    buffer = Buffer.concat([buffer, bytes]);
    for (let whole = wholeIn(buffer); whole !== undefined; whole = wholeIn(buffer)) {
      buffer = buffer.subarray(whole.bytes);
      const body = answer(whole.path);
      if (body !== undefined) socket.write(responseOf(body));
      if (isAlert(whole.path)) heard({ at: firstByteAt, body: whole.body });
      firstByteAt = at;
    }
  });
}

/** Opens a stub on a free port of 127.0.0.1. */
export async function openStub(options: StubOptions): Promise<Stub> {
  const sockets = new Set<Socket>();
  let waiting: ((alerted: Alerted) => void) | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, options, (alerted) => waiting?.(alerted));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    next() {
      const { promise, resolve } = Promise.withResolvers<Alerted>();
      waiting = resolve;
      return promise;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
