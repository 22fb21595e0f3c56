import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request. */
export type Fault =
  /** Refused by the platform, with this answer; nothing is accepted. */
  | {
      readonly is: 'answer';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Record<string, string>;
    }
  /** Accepted, but the connection is cut before the answer. */
  | { readonly is: 'drop' }
  /** Cut before anything is accepted. */
  | { readonly is: 'reset' }
  /** Accepted and answered after `ms`. */
  | { readonly is: 'slow'; readonly ms: number }
  /** Accepted, answered with a page of HTML. */
  | { readonly is: 'html'; readonly status?: number }
  /** Accepted, and half the answer arrives. */
  | { readonly is: 'truncate' };

export interface ApiCall {
  readonly method: string;
  readonly payload: Record<string, unknown>;
  readonly authorization: string;
  /** Epoch ms. */
  readonly at: number;
  /** The port it came from: the same for all that share a connection. */
  readonly port: number | undefined;
}

/** A request for a message or an edit, as it arrived. */
export interface Write {
  /** Epoch ms. */
  readonly at: number;
  readonly op: 'post' | 'edit';
  readonly chat: string;
  /** As it is read, without markup. */
  readonly text: string;
  /** The message's id; `undefined`: it was refused. */
  readonly id: string | undefined;
}

export interface ApiAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** Waits for `ready`, looking again at every change and at the latest after `ms`. */
export interface Changes {
  changed(): void;
  until(ready: () => boolean, ms?: number): Promise<void>;
}

/** Lets a test wait for what a fake sees, without sleeping. */
export function changes(): Changes {
  const waiting = new Set<() => void>();
  return {
    changed: () => waiting.forEach((look) => look()),
    until: (ready, ms = 5000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!ready()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`the fake waited ${ms} ms for: ${ready.toString()}`));
        }, ms);
        waiting.add(look);
        look();
      }),
  };
}

/** Sliding windows as a platform holds them, over the requests it has accepted. */
export function slidingWindows(): (
  windows: readonly { scope: string; count: number; ms: number }[],
  at: number,
) => number | undefined {
  const stamps = new Map<string, number[]>();
  return (windows, at) => {
    for (const { scope, count, ms } of windows) {
      const inside = (stamps.get(scope) ?? []).filter((stamp) => stamp > at - ms);
      const oldest = inside[inside.length - count];
      if (oldest !== undefined) return Math.max(1, Math.ceil((oldest + ms - at) / 1000));
    }
    for (const scope of new Set(windows.map((window) => window.scope))) {
      stamps.set(scope, [...(stamps.get(scope) ?? []), at].slice(-400));
    }
    return undefined;
  };
}

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The fields and files of a form (RFC 7578), as bots send them. */
function formOf(bytes: Buffer, type: string): Record<string, unknown> {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const parts = bytes.toString('latin1').split(`--${boundary}`).slice(1, -1);
  const fields = parts.map((part) => {
    const [head = ''] = part.split('\r\n\r\n', 1);
    const body = Buffer.from(part.slice(head.length + 4, -2), 'latin1');
    const name = /\bname="([^"]*)"/.exec(head)?.[1] ?? '';
    return [name, head.includes('filename=') ? body : body.toString('utf8')];
  });
  return Object.fromEntries(fields) as Record<string, unknown>;
}

/** A request's fields: of a form, whose objects are JSON, or of a JSON body. */
export async function fieldsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await bytesOf(request);
  if (type.startsWith('multipart/')) return formOf(bytes, type);
  return JSON.parse(bytes.toString('utf8') || '{}') as Record<string, unknown>;
}

const HTML = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** Sends the answer as the fault would have it. */
export function respond(response: ServerResponse, answer: ApiAnswer, fault?: Fault): void {
  const text = JSON.stringify(answer.body);
  const headers = { 'content-type': 'application/json', ...answer.headers };
  if (fault?.is === 'drop') {
    response.destroy();
  } else if (fault?.is === 'html') {
    response.writeHead(fault.status ?? 200, { 'content-type': 'text/html' }).end(HTML);
  } else if (fault?.is === 'truncate') {
    response.writeHead(200, { ...headers, 'content-length': String(Buffer.byteLength(text)) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  } else {
    const send = (): unknown => response.writeHead(answer.status ?? 200, headers).end(text);
    if (fault?.is === 'slow') setTimeout(send, fault.ms).unref();
    else send();
  }
}

export interface FaultScript {
  /** The next request of this method that `matches` goes wrong this way, once. */
  next(method: string, fault: Fault, matches?: (payload: Record<string, unknown>) => boolean): void;
  take(method: string, payload: Record<string, unknown>): Fault | undefined;
}

export function faultScript(): FaultScript {
  const script: {
    method: string;
    fault: Fault;
    matches: (p: Record<string, unknown>) => boolean;
  }[] = [];
  return {
    next: (method, fault, matches = () => true) => void script.push({ method, fault, matches }),
    take(method, payload) {
      const index = script.findIndex((one) => one.method === method && one.matches(payload));
      return index === -1 ? undefined : script.splice(index, 1)[0]?.fault;
    },
  };
}

/** Listens on a free port of this machine. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // As the platforms do, it leaves the end of an idle connection to the client.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Cuts every connection and closes. */
export const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
