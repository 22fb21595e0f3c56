import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  changes,
  faultScript,
  fieldsOf,
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
import { readHtml } from './fake-telegram-html.ts';

/** One message as the chat shows it now. */
export interface TelegramMessage {
  readonly id: number;
  readonly chat: string;
  readonly topic: number | undefined;
  /** Without markup; of a photo, what stands under it. */
  text: string;
  /** As it was sent. */
  source: string;
  keyboard: readonly (readonly Record<string, string>[])[];
  readonly photo: Buffer | undefined;
  readonly silent: boolean;
  readonly replyTo: number | undefined;
  readonly at: number;
  /** Every earlier text. */
  readonly before: string[];
}

export interface TelegramUser {
  readonly id: number;
  readonly language_code?: string;
  readonly is_bot?: boolean;
}

export interface Said {
  readonly chat: number;
  readonly from: TelegramUser;
  readonly text: string;
  /** Epoch seconds; now unless told. */
  readonly date?: number;
  /** Anything else of the Bot API's Message: `forward_origin`, `sender_chat` ... */
  readonly more?: Record<string, unknown>;
}

export interface FakeTelegram extends Changes {
  readonly apiRoot: string;
  readonly token: string;
  readonly calls: readonly ApiCall[];
  /** Every message and edit that was asked for, but for those that a `reset` cut off. */
  readonly writes: readonly Write[];
  /** Everything that was accepted, in order; edits change it in place. */
  readonly messages: readonly TelegramMessage[];
  /** `{ id, text }` of every answered button press. */
  readonly acknowledged: readonly { id: string; text: string | undefined }[];
  /** How many requests were over a limit. */
  readonly overLimit: () => number;
  /** What one chat shows, oldest first. */
  shown(chat: number | string): readonly TelegramMessage[];
  callsOf(method: string): readonly ApiCall[];
  next(method: string, fault: Fault, matches?: (payload: Record<string, unknown>) => boolean): void;
  /** Every request to this chat is refused like this until `undefined`. */
  refuseChat(chat: number | string, code: number | undefined, description?: string): void;
  /** The chat's group becomes a supergroup of this id. */
  migrate(from: number, to: number): void;
  /** Both chats say so to the bot. */
  tellMigration(from: number, to: number): void;
  /** The message is deleted by its reader. */
  remove(id: number): void;
  /** A person writes; returns the update's id. */
  say(said: Said): number;
  /** A person presses a button; returns the update's id. */
  press(pressed: { chat: number; from: TelegramUser; message: number; data: string }): number;
  /** Any other update, without its id. */
  update(update: Record<string, unknown>): number;
  /** Updates that the bot has not confirmed. */
  readonly unconfirmed: () => number;
  /** How many connections were opened. */
  readonly connections: () => number;
  close(): Promise<void>;
}

export interface FakeTelegramOptions {
  readonly token?: string;
  readonly username?: string;
  /** Whether the limits are enforced; yes unless told. */
  readonly limits?: boolean;
  /** Methods that this fake does not know. */
  readonly unknown?: readonly string[];
  readonly port?: number;
}

class Refused extends Error {
  readonly answer: ApiAnswer;
  constructor(code: number, description: string, parameters?: Record<string, unknown>) {
    super(description);
    const body = {
      ok: false,
      error_code: code,
      description,
      ...(parameters ? { parameters } : {}),
    };
    this.answer = { status: code, body };
  }
}

const bad = (text: string): Refused => new Refused(400, `Bad Request: ${text}`);

/** The limits of chat-apis.md: 1/s a chat, 20/min a group (edits count), 30/s the bot. */
function windowsOf(chat: string): { scope: string; count: number; ms: number }[] {
  const own = [{ scope: `chat:${chat}`, count: 1, ms: 1000 }];
  const group = chat.startsWith('-') || chat.startsWith('@');
  if (group) own.push({ scope: `group:${chat}`, count: 20, ms: 60_000 });
  return [...own, { scope: 'bot', count: 30, ms: 1000 }];
}

/** A Bot API server on this machine that behaves, refuses and breaks like Telegram's. */
export async function fakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const token = options.token ?? '123456:TEST-token_of_a_fake_bot';
  const username = options.username ?? 'vigil_test_bot';
  const calls: ApiCall[] = [];
  const messages: TelegramMessage[] = [];
  const writes: Write[] = [];
  const acknowledged: { id: string; text: string | undefined }[] = [];
  const updates: Record<string, unknown>[] = [];
  const refused = new Map<string, { code: number; description: string }>();
  const moved = new Map<string, number>();
  const script = faultScript();
  const admit = slidingWindows();
  const { changed, until } = changes();
  let nextMessage = 1;
  let nextUpdate = 851_000;
  let over = 0;
  let poll: { end: (answer: ApiAnswer) => void } | undefined;

  const guard = (chat: string): void => {
    const refusal = refused.get(chat);
    if (refusal) throw new Refused(refusal.code, refusal.description);
    const to = moved.get(chat);
    if (to !== undefined) {
      const text = 'Bad Request: group chat was upgraded to a supergroup chat';
      throw new Refused(400, text, { migrate_to_chat_id: to });
    }
  };
  const pace = (chat: string, at: number): void => {
    if (options.limits === false) return;
    const wait = admit(windowsOf(chat), at);
    if (wait === undefined) return;
    over += 1;
    throw new Refused(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  };
  const readText = (payload: Record<string, unknown>, field: 'text' | 'caption'): string => {
    const source = typeof payload[field] === 'string' ? payload[field] : '';
    const text = payload['parse_mode'] === 'HTML' ? readHtml(source) : source;
    if (text === undefined) throw bad("can't parse entities: unsupported or unclosed tag");
    return text;
  };
  const textOf = (payload: Record<string, unknown>): string => {
    const text = readText(payload, 'text');
    if (text.trim() === '') throw bad('message text is empty');
    if (text.length > 4096) throw bad('message is too long');
    return text;
  };
  const captionOf = (payload: Record<string, unknown>): string => {
    const text = readText(payload, 'caption');
    if (text.length > 1024) throw bad('message caption is too long');
    return text;
  };
  const photoOf = ({ photo }: Record<string, unknown>): Buffer => {
    if (!Buffer.isBuffer(photo)) throw bad('there is no photo in the request');
    // Telegram looks at what it gets: only a picture is one.
    if (photo.subarray(1, 4).toString('latin1') !== 'PNG') throw bad('IMAGE_PROCESS_FAILED');
    return photo;
  };
  const keyboardOf = (payload: Record<string, unknown>): TelegramMessage['keyboard'] => {
    const markup = payload['reply_markup'] as
      | { inline_keyboard?: TelegramMessage['keyboard'] }
      | undefined;
    const rows = markup?.inline_keyboard ?? [];
    for (const key of rows.flat()) {
      if (Buffer.byteLength(key['callback_data'] ?? '') > 64) throw bad('BUTTON_DATA_INVALID');
    }
    return rows;
  };
  const asMessage = (message: TelegramMessage) => ({
    message_id: message.id,
    date: Math.floor(message.at / 1000),
    chat: {
      id: Number(message.chat),
      type: message.chat.startsWith('-') ? 'supergroup' : 'private',
    },
    text: message.text,
  });

  /** Fields of a form are text, and its objects JSON. */
  const plain = (value: unknown): unknown =>
    typeof value === 'string' && /^([[{]|true$|false$)/.test(value) ? JSON.parse(value) : value;
  const post = (
    payload: Record<string, unknown>,
    at: number,
    content: () => Pick<TelegramMessage, 'text' | 'source' | 'keyboard' | 'photo'>,
  ): unknown => {
    const chat = String(payload['chat_id']);
    guard(chat);
    pace(chat, at);
    const reply = plain(payload['reply_parameters']) as
      | { message_id: number; allow_sending_without_reply?: boolean }
      | undefined;
    const there = messages.some((one) => one.id === reply?.message_id && one.chat === chat);
    if (reply && !there && !reply.allow_sending_without_reply)
      throw bad('message to be replied not found');
    const topic = payload['message_thread_id'];
    const message: TelegramMessage = {
      ...content(),
      id: nextMessage,
      chat,
      topic: topic === undefined ? undefined : Number(topic),
      silent: plain(payload['disable_notification']) === true,
      replyTo: there ? reply?.message_id : undefined,
      at,
      before: [],
    };
    nextMessage += 1;
    messages.push(message);
    return asMessage(message);
  };

  const methods: Record<string, (payload: Record<string, unknown>, at: number) => unknown> = {
    getMe: () => ({
      id: 123_456,
      is_bot: true,
      first_name: 'Vigil',
      username,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }),
    getChat({ chat_id: chat }) {
      guard(String(chat));
      return { id: chat, type: String(chat).startsWith('-') ? 'supergroup' : 'private' };
    },
    sendMessage: (payload, at) =>
      post(payload, at, () => ({
        text: textOf(payload),
        source: String(payload['text']),
        keyboard: keyboardOf(payload),
        photo: undefined,
      })),
    sendPhoto: (payload, at) =>
      post(payload, at, () => ({
        text: captionOf(payload),
        source: String(payload['caption']),
        keyboard: [],
        photo: photoOf(payload),
      })),
    editMessageText(payload, at) {
      const chat = String(payload['chat_id']);
      guard(chat);
      pace(chat, at);
      const message = messages.find((one) => one.id === payload['message_id'] && one.chat === chat);
      if (!message) throw bad('message to edit not found');
      const text = textOf(payload);
      const keyboard = keyboardOf(payload);
      const same =
        text === message.text && JSON.stringify(keyboard) === JSON.stringify(message.keyboard);
      if (same) throw bad('message is not modified: specified new message content is the same');
      message.before.push(message.text);
      Object.assign(message, { text, keyboard, source: String(payload['text']) });
      return asMessage(message);
    },
    answerCallbackQuery({ callback_query_id: id, text }) {
      acknowledged.push({ id: String(id), text: typeof text === 'string' ? text : undefined });
      return true;
    },
    sendChatAction({ chat_id: chat }) {
      guard(String(chat));
      return true;
    },
    setMyCommands: () => true,
    leaveChat({ chat_id: chat }) {
      const description = 'Forbidden: bot is not a member of the supergroup chat';
      refused.set(String(chat), { code: 403, description });
      return true;
    },
    deleteWebhook: () => true,
  };

  const confirm = (offset: number): void => {
    for (let at = updates.length - 1; at >= 0; at -= 1) {
      if (Number(updates[at]?.['update_id']) < offset) updates.splice(at, 1);
    }
  };
  const getUpdates = (payload: Record<string, unknown>, end: (answer: ApiAnswer) => void): void => {
    const description =
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
    poll?.end({ status: 409, body: { ok: false, error_code: 409, description } });
    if (typeof payload['offset'] === 'number') confirm(payload['offset']);
    const answer = (): ApiAnswer => ({ body: { ok: true, result: updates.slice(0, 100) } });
    const timeout = Number(payload['timeout'] ?? 0) * 1000;
    if (updates.length > 0 || timeout === 0) return end(answer());
    const finish = (last: ApiAnswer): void => {
      clearTimeout(timer);
      poll = undefined;
      end(last);
    };
    const timer = setTimeout(() => finish(answer()), timeout).unref();
    poll = { end: (last) => finish(last.status === undefined ? answer() : last) };
  };

  const noted = ({ method, payload, at }: ApiCall, answer: ApiAnswer): ApiAnswer => {
    const op = { sendMessage: 'post', sendPhoto: 'post', editMessageText: 'edit' }[method] as
      | Write['op']
      | undefined;
    const { result } = answer.body as { result?: { message_id: number } };
    const source = String(payload['text'] ?? payload['caption']);
    const text = payload['parse_mode'] === 'HTML' ? readHtml(source) : source;
    const id = result && String(result.message_id);
    if (op) writes.push({ at, op, chat: String(payload['chat_id']), text: text ?? source, id });
    return answer;
  };
  const run = (call: ApiCall): ApiAnswer => {
    const method = methods[call.method];
    if (method === undefined || options.unknown?.includes(call.method)) {
      return {
        status: 404,
        body: { ok: false, error_code: 404, description: 'Not Found: method not found' },
      };
    }
    try {
      return { body: { ok: true, result: method(call.payload, call.at) } };
    } catch (refusal) {
      if (refusal instanceof Refused) return refusal.answer;
      throw refusal;
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, bot = '', method = ''] = (request.url ?? '').split('/');
    const payload = await fieldsOf(request);
    if (bot !== `bot${token}`) {
      const body = { ok: false, error_code: 401, description: 'Unauthorized' };
      return respond(response, { status: 401, body });
    }
    const port = request.socket.remotePort;
    const call = { method, payload, authorization: bot, at: Date.now(), port };
    calls.push(call);
    const fault = script.take(method, payload);
    if (fault?.is === 'reset') response.destroy();
    else if (fault?.is === 'answer') respond(response, noted(call, fault));
    else if (method === 'getUpdates')
      getUpdates(payload, (answer) => respond(response, answer, fault));
    else respond(response, noted(call, run(call)), fault);
    changed();
  };

  const { server, port } = await listen(handle, options.port);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const update = (content: Record<string, unknown>): number => {
    nextUpdate += 1;
    updates.push({ update_id: nextUpdate, ...content });
    poll?.end({ body: {} });
    return nextUpdate;
  };
  const chatOf = (id: number) => ({ id, type: id < 0 ? 'supergroup' : 'private' });
  const person = (from: TelegramUser) => ({ is_bot: false, first_name: 'P', ...from });
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    calls,
    writes,
    messages,
    acknowledged,
    overLimit: () => over,
    until,
    changed,
    shown: (chat) => messages.filter((message) => message.chat === String(chat)),
    callsOf: (method) => calls.filter((call) => call.method === method),
    next: script.next,
    refuseChat(chat, code, description = 'Forbidden: bot was blocked by the user') {
      if (code === undefined) refused.delete(String(chat));
      else refused.set(String(chat), { code, description });
    },
    migrate: (from, to) => void moved.set(String(from), to),
    tellMigration(from, to) {
      const service = {
        message_id: 1,
        date: Math.floor(Date.now() / 1000),
        from: person({ id: 1 }),
      };
      update({ message: { ...service, chat: chatOf(to), migrate_from_chat_id: from } });
      update({ message: { ...service, chat: chatOf(from), migrate_to_chat_id: to } });
    },
    remove(id) {
      const index = messages.findIndex((message) => message.id === id);
      if (index !== -1) messages.splice(index, 1);
    },
    say({ chat, from, text, date, more }) {
      const entities = text.startsWith('/')
        ? [{ type: 'bot_command', offset: 0, length: text.split(/\s/)[0]?.length ?? 0 }]
        : [];
      const id = nextMessage;
      nextMessage += 1;
      const at = date ?? Math.floor(Date.now() / 1000);
      const message = {
        message_id: id,
        date: at,
        chat: chatOf(chat),
        from: person(from),
        text,
        entities,
      };
      return update({ message: { ...message, ...more } });
    },
    press({ chat, from, message, data }) {
      const shown = {
        message_id: message,
        date: Math.floor(Date.now() / 1000),
        chat: chatOf(chat),
      };
      const query = { id: `q${nextUpdate + 1}`, from: person(from), chat_instance: '1', data };
      return update({ callback_query: { ...query, message: shown } });
    },
    update,
    unconfirmed: () => updates.length,
    connections: () => connections,
    close: () => shut(server),
  };
}
