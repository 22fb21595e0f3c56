import type { Clock } from '../platform/clock.ts';
import type { ChannelSettings, Settings } from '../settings/settings.ts';
import type { Channel } from './channel.ts';
import { consoleChannel } from './console/console-channel.ts';
import type { InboxState } from './inbox-state.ts';
import type { Inbox } from './incoming.ts';
import { openSlack } from './slack/open-slack.ts';
import type { Menu } from './telegram/commands.ts';
import { openTelegram, type TelegramDeps } from './telegram/open-telegram.ts';
import type { OffsetStore } from './telegram/poll.ts';

export interface ChannelDeps {
  readonly clock: Clock;
  /** Where consoles print: one text with its own line ends. */
  readonly out: (text: string) => void;
  /** Whether the reader of `out` is a terminal with colours. */
  readonly colour: boolean;
  /** Keeps Telegram's update offset. */
  readonly offset: OffsetStore;
  /** The chat commands, for the platforms' menus to begin with. */
  readonly menus: readonly Menu[];
  /** A channel's chat was heard to have a new id. */
  readonly moved: (channel: Channel, to: string) => void;
  /** How hearing from a platform goes, at every change. */
  readonly told: (platform: 'telegram' | 'slack', state: InboxState) => void;
}

export interface OpenChannels {
  /** In the order of `vigil.yaml`. */
  readonly channels: readonly Channel[];
  /** One for each platform that is heard; nothing is heard before they are opened. */
  readonly inboxes: readonly Inbox[];
  /** Fills the platforms' menus anew, where they have any. Never throws. */
  showMenus(menus: readonly Menu[]): Promise<void>;
  /** Opens the connections that are cold, by a question that nobody sees. Never throws. */
  warm(): Promise<void>;
  /** Drops the connections; the inboxes are closed before, by themselves. */
  close(): Promise<void>;
}

/** Settings are checked before: a channel never comes without its platform's token. */
function given<Platform>(platform: Platform | undefined, channel: string): Platform {
  if (platform === undefined) throw new Error(`channel ${channel} has no token`);
  return platform;
}

/** What Telegram's inbox has to know of the channels' chats, and what it hears of them. */
const groupsOf = (
  channels: readonly Channel[],
  { moved }: ChannelDeps,
): Pick<TelegramDeps, 'listed' | 'moved'> => ({
  listed: (chat) => channels.some((channel) => channel.chat === chat),
  moved: (from, to) =>
    channels.filter(({ chat }) => chat === from).forEach((channel) => moved(channel, to)),
});

/** Opens every destination of `vigil.yaml`, and the ways in of their platforms. Sends nothing. */
export function openChannels(settings: Settings, deps: ChannelDeps): OpenChannels {
  const { clock, offset, menus } = deps;
  const channels: Channel[] = [];
  const telegram =
    settings.telegram &&
    openTelegram(settings.telegram, {
      clock,
      offset,
      menus,
      ...groupsOf(channels, deps),
      told: (state) => deps.told('telegram', state),
    });
  const slack =
    settings.slack &&
    openSlack(settings.slack, { clock, told: (state) => deps.told('slack', state) });
  const open = ({ name, target, limits }: ChannelSettings): Channel => {
    switch (target.platform) {
      case 'console':
        return consoleChannel({ name, out: deps.out, colour: deps.colour }, clock);
      case 'telegram':
        return given(telegram, name).channel({ name, place: target, limits });
      case 'slack':
        return given(slack, name).channel({ name, channel: target.channel, limits });
    }
  };
  channels.push(...settings.channels.map(open));
  return {
    channels,
    inboxes: [telegram?.inbox, slack?.inbox].filter((inbox) => inbox !== undefined),
    showMenus: async (anew) => telegram?.showMenus(anew),
    async warm() {
      await Promise.all([telegram?.warm(), slack?.warm()]);
    },
    async close() {
      await Promise.all([telegram?.close(), slack?.close()]);
    },
  };
}
