import { onChange, type InboxState } from '../inbox-state.ts';
import type { Inbox, Incoming } from '../incoming.ts';
import { registerCommands, type Menu } from './commands.ts';
import { hearUpdates } from './hear-updates.ts';
import type { HearOptions } from './to-incoming.ts';
import { poll, type OffsetStore } from './poll.ts';
import { whoAmI } from './who-am-i.ts';

export interface TelegramInboxOptions extends HearOptions {
  readonly offset: OffsetStore;
  /** The chat commands, for Telegram's menus. */
  readonly menus: readonly Menu[];
  readonly told: (state: InboxState) => void;
}

/** Hears one bot's messages and button presses by our own poll loop (chat-apis.md, Telegram). */
export function telegramInbox(given: TelegramInboxOptions): Inbox {
  const options = { ...given, told: onChange(given.told) };
  const closing = new AbortController();
  const { signal } = closing;
  let running = Promise.resolve();
  const run = async (heard: (incoming: Incoming) => Promise<void>): Promise<void> => {
    const since = options.clock.now();
    const me = await whoAmI(options, signal);
    if (me === undefined) return;
    const registered = registerCommands(options.transport, options.menus, signal);
    await poll({ ...options, signal }, hearUpdates(options, { me, since }, heard));
    await registered;
  };
  return {
    open(heard) {
      running = run(heard);
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
