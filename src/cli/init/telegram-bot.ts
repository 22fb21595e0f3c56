import * as z from 'zod';
import { openTransport, type Reply, type Transport } from '../../channel/telegram/transport.ts';
import { sleep, type Clock } from '../../platform/clock.ts';

/** Somebody who wrote to the bot, or took it into a group. */
export interface Found {
  readonly chat: string;
  readonly topic: number | undefined;
  /** The group's name; `undefined`: a private chat. */
  readonly title: string | undefined;
  /** `undefined`: an anonymous admin, or a channel. */
  readonly user: string | undefined;
  readonly name: string | undefined;
}

/** What listening for a message came to. */
export type Heard =
  | { readonly is: 'found'; readonly found: Found }
  | { readonly is: 'silence' }
  /** Another program listens to the same bot. */
  | { readonly is: 'busy' };

export interface TelegramBot {
  /** Its name without the @, or why it does not tell: mostly a token that is wrong. */
  whoIs(): Promise<{ readonly username: string } | { readonly reason: string }>;
  /** The next message to it, at most `ms` from now. */
  listen(ms: number): Promise<Heard>;
  /** Lets Telegram forget what came until now: to a running bot it would be a command. */
  confirm(): Promise<void>;
  close(): void;
}

const POLL_S = 10;
const GRACE_MS = 10_000;
const PAUSE_MS = 1_000;

const ME = z.object({ username: z.string() });
const PERSON = z.object({
  id: z.number(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
});
const SAID = z.object({
  chat: z.object({ id: z.number(), title: z.string().optional() }),
  from: PERSON.optional(),
  message_thread_id: z.number().optional(),
  is_topic_message: z.boolean().optional(),
  sender_chat: z.unknown().optional(),
  /** The bot's own standing, where that is what changed. */
  new_chat_member: z.object({ status: z.string() }).optional(),
});
const UPDATES = z.array(
  z.object({
    update_id: z.number(),
    message: SAID.optional().catch(undefined),
    my_chat_member: SAID.optional().catch(undefined),
  }),
);
/** The bot was thrown out: nobody wants alerts there. */
const GONE: ReadonlySet<string> = new Set(['left', 'kicked']);

type Update = z.output<typeof UPDATES>[number];

function readUpdate({ message, my_chat_member: member }: Update): Found | undefined {
  const said = message ?? member;
  if (said === undefined || GONE.has(said.new_chat_member?.status ?? '')) return undefined;
  const { chat, from, sender_chat: behind } = said;
  const isPerson = from !== undefined && !from.is_bot && behind === undefined;
  return {
    chat: String(chat.id),
    topic: said.is_topic_message === true ? said.message_thread_id : undefined,
    title: chat.title,
    user: isPerson ? String(from.id) : undefined,
    name: isPerson && from.first_name !== '' ? from.first_name : undefined,
  };
}

const isConflict = (reply: Reply): boolean => reply.is === 'refused' && reply.code === 409;

/** Asks for updates behind the last one that was looked at. */
function updatesOf(transport: Transport) {
  let offset: number | undefined;
  const known = (): { readonly offset?: number } => (offset === undefined ? {} : { offset });
  return {
    async next(seconds: number): Promise<Reply & { readonly updates?: readonly Update[] }> {
      const reply = await transport.call(
        'getUpdates',
        { ...known(), timeout: seconds, allowed_updates: ['message', 'my_chat_member'] },
        { deadline: seconds * 1000 + GRACE_MS },
      );
      const updates = reply.is === 'ok' ? UPDATES.safeParse(reply.result).data : undefined;
      return updates === undefined ? reply : { ...reply, updates };
    },
    seen(update: Update): void {
      offset = update.update_id + 1;
    },
    known,
  };
}

/** A bot by its token, before it is in any file. */
export function telegramBot(token: string, apiRoot: string, clock: Clock): TelegramBot {
  const transport = openTransport({ token, apiRoot }, clock);
  const source = updatesOf(transport);
  const waiting: Update[] = [];
  const firstOf = (): Found | undefined => {
    for (let update = waiting.shift(); update !== undefined; update = waiting.shift()) {
      source.seen(update);
      const found = readUpdate(update);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    async whoIs() {
      const reply = await transport.call('getMe', {});
      const me = reply.is === 'ok' ? ME.safeParse(reply.result).data : undefined;
      if (me !== undefined) return me;
      if (reply.is === 'refused') return { reason: reply.description };
      return { reason: reply.is === 'ok' ? 'an answer without a name' : reply.reason };
    },
    async listen(ms) {
      const end = clock.elapsed() + ms;
      for (;;) {
        const found = firstOf();
        if (found !== undefined) return { is: 'found', found };
        const left = end - clock.elapsed();
        if (left <= 0) return { is: 'silence' };
        const reply = await source.next(Math.min(POLL_S, Math.ceil(left / 1000)));
        if (isConflict(reply)) return { is: 'busy' };
        waiting.push(...(reply.updates ?? []));
        if (reply.updates === undefined) await sleep(clock, PAUSE_MS);
      }
    },
    async confirm() {
      waiting.splice(0).forEach((update) => source.seen(update));
      await transport.call('getUpdates', { ...source.known(), timeout: 0 });
    },
    close: () => transport.close(),
  };
}
