import { SocketModeClient } from '@slack/socket-mode';
import * as z from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { quietLogger } from './quiet-logger.ts';
import { clientOptions } from './slack-client.ts';
import type { SlackFetch } from './slack-fetch.ts';

/** A slash command or an interaction, already acknowledged. */
export interface Envelope {
  readonly id: string;
  readonly body: unknown;
}

export interface SessionOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly network: SlackFetch;
  readonly clock: Clock;
  readonly heard: (envelope: Envelope) => void;
}

/** One Socket Mode connection that stands. */
export interface Session {
  /** Resolves when Slack is about to close it, or has. */
  readonly leaving: Promise<void>;
  /** Whether the app has more connections than ours: a forgotten second process. */
  readonly crowded: boolean;
  /** Says goodbye without waiting for Slack's. */
  close(): void;
}

const OPEN_MS = 15_000;
const PONG_MS = 15_000;
/** While one connection takes over from another there are two. */
const OURS = 2;

/** What is read; the library throws beyond catching at frames that it half knows (`null` is one). */
const HEARD: ReadonlySet<string | undefined> = new Set(['hello', 'slash_commands', 'interactive']);

const CONTROL = z.object({
  type: z.string(),
  num_connections: z.number().optional().catch(undefined),
});
type Control = z.infer<typeof CONTROL>;
const ACK = z.custom<() => Promise<void>>((value) => typeof value === 'function');
const ENVELOPE = z.object({ ack: ACK, envelope_id: z.string(), body: z.unknown() });

function readControl(data: unknown): Control | undefined {
  try {
    return typeof data === 'string' ? CONTROL.safeParse(JSON.parse(data)).data : undefined;
  } catch {
    return undefined;
  }
}

function newClient({ appToken, apiUrl, network }: SessionOptions): SocketModeClient {
  return new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: PONG_MS,
    logger: quietLogger,
    clientOptions: clientOptions(apiUrl, network),
  });
}

/**
 * Shows `control` what Slack says about the connection, and the client only what is `HEARD`. Its
 * "disconnect" warning would make the client close at once, and nobody would hear until the next
 * one stands (chat-apis.md, Slack). Slack closes it soon enough.
 */
function siftFrames(client: SocketModeClient, control: (said: Control) => void): void {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const said = readControl(data);
    if (said !== undefined) control(said);
    if (HEARD.has(said?.type)) handlers.forEach((handle) => handle(data, isBinary));
  });
}

function hear(client: SocketModeClient, heard: SessionOptions['heard']): void {
  const take = (event: unknown): void => {
    const envelope = ENVELOPE.safeParse(event).data;
    if (envelope === undefined) return;
    // At once, whatever comes of it: Slack waits 3 s. Unacknowledged, it comes again.
    envelope.ack().catch(() => undefined);
    heard({ id: envelope.envelope_id, body: envelope.body });
  };
  client.on('slash_commands', take);
  client.on('interactive', take);
}

/** Opens a connection; rejects when Slack refuses it or does not greet within 15 s. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const client = newClient(options);
  const hangUp = (): void => void client.disconnect().catch(() => undefined);
  const leaving = Promise.withResolvers<void>();
  const late = Promise.withResolvers<never>();
  let connections = 0;
  siftFrames(client, ({ type, num_connections: told }) => {
    connections = told ?? connections;
    if (type === 'disconnect') leaving.resolve();
  });
  hear(client, options.heard);
  client.on('disconnected', leaving.resolve);
  const cancel = options.clock.after(OPEN_MS, () =>
    late.reject(new Error('no greeting from Slack')),
  );
  try {
    await Promise.race([client.start(), late.promise]);
  } catch (fault) {
    hangUp();
    // The library rejects with nothing when Slack hangs up before its greeting.
    throw fault instanceof Error ? fault : new Error('Slack hung up before its greeting');
  } finally {
    cancel();
  }
  return {
    leaving: leaving.promise,
    crowded: connections > OURS,
    close: hangUp,
  };
}
