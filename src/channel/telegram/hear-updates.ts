import { Composer, Context } from 'telegraf';
import { callbackQuery, message } from 'telegraf/filters';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { EpochMs } from '../../vi/kst.ts';
import { chatLanes } from '../chat-lanes.ts';
import type { Incoming } from '../incoming.ts';
import { chatName, fromMessage, fromPress, type HearOptions } from './to-incoming.ts';

export interface Listener {
  readonly me: UserFromGetMe;
  /** When we started to listen. */
  readonly since: EpochMs;
}

const GONE: ReadonlySet<string> = new Set(['left', 'kicked']);

/** Whether the bot is still in the chat that this update is about. */
const isInside = (update: Update): boolean =>
  !('my_chat_member' in update) || !GONE.has(update.my_chat_member.new_chat_member.status);

/** Goes on only in private and listed chats; every other group is left. */
function leaveUnlisted({ transport, listed }: HearOptions) {
  return async ({ chat, update }: Context, next: () => Promise<void>): Promise<void> => {
    const ours = chat === undefined || chat.type === 'private' || listed(chatName(chat, listed));
    if (ours) await next();
    else if (isInside(update)) await transport.call('leaveChat', { chat_id: chat.id });
  };
}

/** Both chats say when a group becomes a supergroup: heard too late, the new one would be left. */
function followMoves(composer: Composer<Context>, { moved }: HearOptions): void {
  composer.on(message('migrate_from_chat_id'), async ({ chat, message: said }, next) => {
    moved(`telegram:${said.migrate_from_chat_id}`, String(chat.id));
    await next();
  });
  composer.on(message('migrate_to_chat_id'), ({ chat, message: said }) =>
    moved(`telegram:${chat.id}`, String(said.migrate_to_chat_id)),
  );
}

/**
 * What is done with one update: words and presses of persons become `heard`, groups that are not
 * listed are left, all else is passed over. The updates of one chat keep their order.
 */
export function hearUpdates(
  options: HearOptions,
  { me, since }: Listener,
  heard: (incoming: Incoming) => Promise<void>,
): (update: Update) => Promise<void> {
  const hear = async (incoming: Incoming | undefined): Promise<void> => {
    if (incoming !== undefined) await heard(incoming);
  };
  const composer = new Composer();
  followMoves(composer, options);
  composer.use(leaveUnlisted(options));
  composer.on(message('text'), ({ update }) =>
    hear(fromMessage(options, update, { username: me.username, since })),
  );
  composer.on(callbackQuery('data'), ({ update }) => hear(fromPress(options, update)));
  const run = composer.middleware();
  const inLane = chatLanes();
  return (update) => {
    const context = new Context(update, options.transport.telegram, me);
    return inLane(String(context.chat?.id), async () => {
      await run(context, async () => undefined);
    });
  };
}
