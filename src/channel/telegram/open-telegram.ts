import type { Channel } from '../channel.ts';
import type { Inbox } from '../incoming.ts';
import { registerCommands, type Menu } from './commands.ts';
import { telegramChannel, type TelegramChannelOptions } from './telegram-channel.ts';
import { telegramInbox, type TelegramInboxOptions } from './telegram-inbox.ts';
import { openTransport, type TelegramAccess } from './transport.ts';

export type TelegramDeps = Omit<TelegramInboxOptions, 'transport'>;

export interface OpenTelegram {
  readonly channel: (options: TelegramChannelOptions) => Channel;
  readonly inbox: Inbox;
  /** Fills the command menus anew. */
  showMenus(menus: readonly Menu[]): Promise<void>;
  /** Asks something, so that a connection stands. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** Everything of one bot, over one transport. */
export function openTelegram(access: TelegramAccess, deps: TelegramDeps): OpenTelegram {
  const transport = openTransport(access, deps.clock);
  const closing = new AbortController();
  return {
    channel: (options) => telegramChannel(options, transport),
    inbox: telegramInbox({ ...deps, transport }),
    showMenus: (menus) => registerCommands(transport, menus, closing.signal),
    async warm() {
      await transport.call('getMe', {});
    },
    async close() {
      closing.abort();
      transport.close();
    },
  };
}
