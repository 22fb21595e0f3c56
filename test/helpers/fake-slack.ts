import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  bytesOf,
  changes,
  faultScript,
  listen,
  respond,
  shut,
  slidingWindows,
  type ApiAnswer,
  type ApiCall,
  type Changes,
  type Fault,
  type Write,
} from './fake-chat.ts';

type Payload = Record<string, unknown>;

/** What an answer to a message, an edit or a shared file says. */
interface Posted {
  readonly ok: boolean;
  readonly ts?: string;
  readonly files?: readonly { readonly id: string }[];
}

/** One message as the channel shows it now. */
export interface SlackMessage {
  readonly ts: string;
  readonly channel: string;
  /** The notification's line. */
  text: string;
  blocks: readonly Payload[];
  readonly threadTs: string | undefined;
  /** The file that it shares. */
  readonly file: Buffer | undefined;
  readonly at: number;
  /** Every earlier text. */
  readonly before: string[];
}

export interface FakeSlack extends Changes {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly calls: readonly ApiCall[];
  /** Every message and edit that was asked for, but for those that a `reset` cut off. */
  readonly writes: readonly Write[];
  readonly messages: readonly SlackMessage[];
  /** What was answered by `response_url` or `chat.postEphemeral`. */
  readonly ephemeral: readonly Payload[];
  /** The envelope ids that were acknowledged. */
  readonly acknowledged: readonly string[];
  readonly overLimit: () => number;
  readonly sockets: () => number;
  /** How many connections were opened, those of the sockets included. */
  readonly connections: () => number;
  shown(channel: string): readonly SlackMessage[];
  callsOf(method: string): readonly ApiCall[];
  next(method: string, fault: Fault, matches?: (payload: Payload) => boolean): void;
  /** Every request to this channel is refused with this error until `undefined`. */
  refuseChannel(channel: string, error: string | undefined): void;
  /** Every token is refused with this error until `undefined`. */
  refuseTokens(error: string | undefined): void;
  /** A person types a slash command; returns the envelope's id. */
  slash(said: { channel: string; user: string; text: string }): string;
  /** A person presses a button; returns the envelope's id. */
  press(pressed: { channel: string; user: string; value: string | undefined }): string;
  /** Sends this text to every connection, as it is. */
  frame(text: string): void;
  /** Warns every connection that it will be closed. */
  warn(): void;
  /** Cuts every websocket. */
  cut(): void;
  /** What `hello` says about the number of connections, in place of the truth. */
  claimConnections(count: number | undefined): void;
  close(): Promise<void>;
}

export interface FakeSlackOptions {
  /** Whether the limits are enforced; yes unless told. */
  readonly limits?: boolean;
  readonly port?: number;
}

const TEAM = 'T0TEAM';
const fail = (error: string, more: Payload = {}): ApiAnswer => ({
  body: { ok: false, error, ...more },
});

const windowsOf = (method: string, channel: string) =>
  method === 'chat.update'
    ? [{ scope: 'method:chat.update', count: 50, ms: 60_000 }]
    : [
        { scope: `channel:${channel}`, count: 1, ms: 1000 },
        { scope: 'method:chat.postMessage', count: 300, ms: 60_000 },
      ];

function decode(body: string, type: string): Payload {
  if (type.includes('json')) return JSON.parse(body || '{}') as Payload;
  const fields = [...new URLSearchParams(body)];
  return Object.fromEntries(
    fields.map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}

const sectionsOf = (blocks: readonly Payload[]): readonly string[] =>
  blocks.flatMap((block) => {
    const text = (block['text'] as { text?: string } | undefined)?.text;
    return text === undefined ? [] : [text];
  });

/** The message's own text, a file's comment, or the text of its attachments, as older programs send it. */
function textOf({ text, initial_comment: comment, attachments }: Payload): string {
  if (typeof text === 'string' && text !== '') return text;
  if (typeof comment === 'string') return comment;
  const attached = (attachments ?? []) as readonly { text?: string }[];
  return attached.map((one) => one.text ?? '').join('\n');
}

/** A message as its reader sees it: the sections, or the notification's line where there are none. */
function readText(payload: Payload): string {
  const sections = sectionsOf((payload['blocks'] ?? []) as readonly Payload[]);
  const whole = sections.length === 0 ? textOf(payload) : sections.join('\n');
  const bare = whole.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return bare.replace(/^\*(.*)\*$/m, '$1');
}

/** What Slack finds wrong with a message's content, if anything. */
function contentFault(
  method: string,
  text: string,
  blocks: readonly Payload[],
): string | undefined {
  const sections = sectionsOf(blocks);
  const total = sections.reduce((sum, section) => sum + section.length, 0);
  if (text === '' && blocks.length === 0) return 'no_text';
  if (text.length > (method === 'chat.update' ? 4000 : 40_000)) return 'msg_too_long';
  if (total > 10_000) return 'msg_blocks_too_long';
  const invalid = blocks.length > 50 || sections.some((one) => one === '' || one.length > 3000);
  return invalid ? 'invalid_blocks' : undefined;
}

/** A Slack Web API and Socket Mode server on this machine. */
export async function fakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const botToken = 'xoxb-fake-bot-token';
  const appToken = 'xapp-fake-app-token';
  const calls: ApiCall[] = [];
  const messages: SlackMessage[] = [];
  const writes: Write[] = [];
  const ephemeral: Payload[] = [];
  const acknowledged: string[] = [];
  const sockets = new Set<WebSocket>();
  const refused = new Map<string, string>();
  const uploads = new Map<string, { readonly length: number; bytes: Buffer | undefined }>();
  const script = faultScript();
  const admit = slidingWindows();
  const { changed, until } = changes();
  let tokens: string | undefined;
  let claimed: number | undefined;
  let count = 0;
  let over = 0;

  const pace = (method: string, channel: string, at: number): ApiAnswer | undefined => {
    const wait = options.limits === false ? undefined : admit(windowsOf(method, channel), at);
    if (wait === undefined) return undefined;
    over += 1;
    const headers = { 'retry-after': String(wait) };
    return { status: 429, headers, ...fail('ratelimited') };
  };
  const write = ({ method, payload, at }: ApiCall): ApiAnswer => {
    const channel = String(payload['channel']);
    const refusal = refused.get(channel);
    if (refusal !== undefined) return fail(refusal);
    const text = textOf(payload);
    const blocks = (payload['blocks'] ?? []) as readonly Payload[];
    const late = pace(method, channel, at);
    if (late) return late;
    const fault = contentFault(method, text, blocks);
    if (fault !== undefined) return fail(fault);
    if (method === 'chat.update') {
      const message = messages.find((one) => one.ts === payload['ts'] && one.channel === channel);
      if (!message) return fail('message_not_found');
      message.before.push(message.text);
      Object.assign(message, { text, blocks });
      return { body: { ok: true, channel, ts: message.ts, text } };
    }
    count += 1;
    const ts = `${Math.floor(at / 1000)}.${String(count).padStart(6, '0')}`;
    const threadTs = payload['thread_ts'] as string | undefined;
    messages.push({ ts, channel, text, blocks, threadTs, file: undefined, at, before: [] });
    return { body: { ok: true, channel, ts, message: { text } } };
  };
  /** Gives the place for one file, which is there for a moment. */
  const openUpload = ({ payload }: ApiCall): ApiAnswer => {
    const length = Number(payload['length']);
    if (typeof payload['filename'] !== 'string' || !(length > 0)) return fail('invalid_arguments');
    count += 1;
    const id = `F0FILE${count}`;
    uploads.set(id, { length, bytes: undefined });
    return { body: { ok: true, upload_url: `http://127.0.0.1:${port}/upload/${id}`, file_id: id } };
  };
  const share = ({ method, payload, at }: ApiCall): ApiAnswer => {
    const channel = String(payload['channel_id']);
    const [{ id = '' } = {}] = payload['files'] as readonly { id?: string }[];
    const file = uploads.get(id)?.bytes;
    if (file === undefined) return fail('file_not_found');
    const refusal = refused.get(channel);
    if (refusal !== undefined) return fail(refusal);
    const late = pace(method, channel, at);
    if (late) return late;
    count += 1;
    const ts = `${Math.floor(at / 1000)}.${String(count).padStart(6, '0')}`;
    const text = textOf(payload);
    const none = { blocks: [], threadTs: undefined, before: [] };
    messages.push({ ...none, ts, channel, text, file, at });
    return { body: { ok: true, files: [{ id, title: 'vigil.png' }] } };
  };
  const methods: Record<string, (call: ApiCall) => ApiAnswer> = {
    'api.test': () => ({ body: { ok: true } }),
    'auth.test': () => ({ body: { ok: true, team_id: TEAM, user_id: 'U0BOT' } }),
    'apps.connections.open': ({ authorization }) =>
      authorization === `Bearer ${appToken}`
        ? { body: { ok: true, url: `ws://127.0.0.1:${port}/link` } }
        : fail('not_allowed_token_type'),
    'conversations.info': ({ payload }) => {
      const channel = String(payload['channel']);
      const refusal = refused.get(channel);
      return refusal === undefined
        ? { body: { ok: true, channel: { id: channel } } }
        : fail(refusal);
    },
    'chat.postMessage': write,
    'chat.update': write,
    'files.getUploadURLExternal': openUpload,
    'files.completeUploadExternal': share,
    'chat.postEphemeral': ({ payload }) => {
      ephemeral.push(payload);
      return { body: { ok: true, message_ts: '1.1' } };
    },
  };
  const noted = ({ method, payload, at }: ApiCall, answer: ApiAnswer): ApiAnswer => {
    const op = {
      'chat.postMessage': 'post',
      'files.completeUploadExternal': 'post',
      'chat.update': 'edit',
    }[method] as Write['op'] | undefined;
    const { ok, ts, files } = answer.body as Posted;
    const id = ok ? (ts ?? files?.[0]?.id) : undefined;
    const chat = String(payload['channel'] ?? payload['channel_id']);
    if (op) writes.push({ at, op, chat, text: readText(payload), id });
    return answer;
  };
  const run = (call: ApiCall): ApiAnswer => {
    const known = [botToken, appToken].some((token) => call.authorization === `Bearer ${token}`);
    if (tokens !== undefined || !known) return fail(tokens ?? 'invalid_auth');
    return methods[call.method]?.(call) ?? fail('unknown_method');
  };

  const takeFile = (path: string, bytes: Buffer, response: ServerResponse): void => {
    const upload = uploads.get(path.slice('/upload/'.length));
    const fits = upload?.length === bytes.length;
    if (upload && fits) upload.bytes = bytes;
    response.writeHead(fits ? 200 : 400).end(fits ? `OK - ${bytes.length}` : 'no such place');
  };
  const takeReply = (payload: Payload, response: ServerResponse): void => {
    const fault = script.take('response_url', payload);
    if (fault?.is === 'answer') return respond(response, fault);
    ephemeral.push(payload);
    respond(response, { body: { ok: true } }, fault);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await bytesOf(request);
    const path = request.url ?? '';
    if (path.startsWith('/upload/')) return takeFile(path, bytes, response);
    const payload = decode(bytes.toString('utf8'), request.headers['content-type'] ?? '');
    const method = path.replace(/^\/api\//, '');
    if (path.startsWith('/response/')) takeReply(payload, response);
    else {
      const call = {
        method,
        payload,
        authorization: request.headers.authorization ?? '',
        at: Date.now(),
        port: request.socket.remotePort,
      };
      calls.push(call);
      const fault = script.take(method, payload);
      if (fault?.is === 'reset') response.destroy();
      else respond(response, noted(call, fault?.is === 'answer' ? fault : run(call)), fault);
    }
    changed();
  };

  const { server, port } = await listen(handle, options.port);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const sink = new WebSocketServer({ server, path: '/link' });
  sink.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id } = JSON.parse(data.toString()) as { envelope_id?: string };
      if (id !== undefined) acknowledged.push(id);
      changed();
    });
    socket.on('close', () => {
      sockets.delete(socket);
      changed();
    });
    const told = claimed ?? sockets.size;
    socket.send(JSON.stringify({ type: 'hello', num_connections: told, connection_info: {} }));
    changed();
  });
  const deliver = (type: string, payload: Payload): string => {
    count += 1;
    const id = `env-${count}`;
    const more = {
      trigger_id: `trig-${count}`,
      response_url: `http://127.0.0.1:${port}/response/${id}`,
    };
    const envelope = {
      type,
      envelope_id: id,
      accepts_response_payload: true,
      payload: { ...more, ...payload },
    };
    [...sockets].at(-1)?.send(JSON.stringify(envelope));
    return id;
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    botToken,
    appToken,
    calls,
    writes,
    messages,
    ephemeral,
    acknowledged,
    overLimit: () => over,
    sockets: () => sockets.size,
    changed,
    until,
    shown: (channel) => messages.filter((message) => message.channel === channel),
    callsOf: (method) => calls.filter((call) => call.method === method),
    next: script.next,
    refuseChannel(channel, error) {
      if (error === undefined) refused.delete(channel);
      else refused.set(channel, error);
    },
    refuseTokens(error) {
      tokens = error;
    },
    slash: ({ channel, user, text }) =>
      deliver('slash_commands', {
        command: '/vi',
        text,
        user_id: user,
        team_id: TEAM,
        channel_id: channel,
      }),
    press: ({ channel, user, value }) =>
      deliver('interactive', {
        type: 'block_actions',
        user: { id: user, team_id: TEAM },
        team: { id: TEAM },
        channel: { id: channel },
        actions: [
          {
            type: 'button',
            action_ts: String(Date.now() / 1000),
            ...(value === undefined ? { url: 'https://example.com' } : { value }),
          },
        ],
      }),
    frame: (text) => sockets.forEach((socket) => socket.send(text)),
    warn: () =>
      sockets.forEach((socket) =>
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'warning' })),
      ),
    cut: () => sockets.forEach((socket) => socket.terminate()),
    connections: () => connections,
    claimConnections(number) {
      claimed = number;
    },
    async close() {
      sockets.forEach((socket) => socket.terminate());
      sink.close();
      await shut(server);
    },
  };
}
