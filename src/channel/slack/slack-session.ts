import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
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
  /** How many connections the app has, this one included. */
  readonly connections: (count: number) => void;
}

/** One Socket Mode connection that stands. */
export interface Session {
  /** Resolves when Slack is about to close it, or has. */
  readonly leaving: Promise<void>;
  close(): Promise<void>;
}

const OPEN_MS = 15_000;
const PONG_MS = 15_000;

const CONTROL = z.object({ type: z.string(), num_connections: z.number().optional() });
const ACK = z.custom<() => Promise<void>>((value) => typeof value === 'function');
const ENVELOPE = z.object({ ack: ACK, envelope_id: z.string(), body: z.unknown() });

function readControl(data: unknown): z.infer<typeof CONTROL> | undefined {
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
 * Keeps the client alive past Slack's "disconnect" warning: left to itself it closes at once, and
 * nobody hears until the next one stands (chat-apis.md, Slack). Slack closes it soon enough.
 */
function outliveWarning(
  client: SocketModeClient,
  options: SessionOptions,
  leave: () => void,
): void {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const control = readControl(data);
    if (control?.num_connections !== undefined) options.connections(control.num_connections);
    if (control?.type === 'disconnect') leave();
    else handlers.forEach((handle) => handle(data, isBinary));
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
  const leaving = Promise.withResolvers<void>();
  const late = Promise.withResolvers<never>();
  outliveWarning(client, options, leaving.resolve);
  hear(client, options.heard);
  client.on('disconnected', leaving.resolve);
  const cancel = options.clock.after(OPEN_MS, () =>
    late.reject(new Error('no greeting from Slack')),
  );
  try {
    await Promise.race([client.start(), late.promise]);
  } catch (fault) {
    await client.disconnect();
    throw fault;
  } finally {
    cancel();
  }
  return { leaving: leaving.promise, close: () => client.disconnect() };
}
