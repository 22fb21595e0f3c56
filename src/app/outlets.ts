import type { Notice } from '../alert/notice.ts';
import type { Channel } from '../channel/channel.ts';
import type { InboxState } from '../channel/inbox-state.ts';
import { openChannels, type OpenChannels } from '../channel/open-channels.ts';
import type { OffsetStore } from '../channel/telegram/poll.ts';
import type { Outlet } from '../deliver/dispatch-state.ts';
import type { Cancel } from '../platform/clock.ts';
import type { Rows } from '../store/store.ts';
import { menusFor } from './chat/menus.ts';
import type { AppParts } from './parts.ts';

/** A second listener is told only when it stays: a restart overlaps for a moment (chat-apis.md). */
const SECOND_LISTENER_MS = 60_000;

const OFFSET = 'telegram-offset';
const movedFrom = (chat: string): string => `moved:${chat}`;

type Tell = (notice: Notice) => void;

/** Opened channels, each with what the settings say of it. */
export interface Outlets extends OpenChannels {
  readonly outlets: readonly Outlet[];
}

const offsetIn = (rows: Rows): OffsetStore => ({
  async load() {
    const kept = await rows.kept(OFFSET);
    return kept === undefined ? undefined : Number(kept);
  },
  save: (offset) => rows.keep(OFFSET, String(offset)),
});

/** Hears how listening goes: a passing trouble is logged, a second listener that stays is told. */
function inboxVoice({ clock, log }: AppParts, tell: Tell) {
  const cancels = new Map<string, Cancel>();
  return (platform: 'telegram' | 'slack', state: InboxState): void => {
    cancels.get(platform)?.();
    log(state.is === 'listening' ? 'info' : 'warn', 'inbox', { platform, state });
    if (state.is !== 'second-listener') return;
    const say = (): void => tell({ is: 'second-listener', platform });
    cancels.set(platform, clock.after(SECOND_LISTENER_MS, say));
  };
}

/** A chat got a new id: messages and mutes go there, after a restart too. */
export function move(
  { store, crash }: Pick<AppParts, 'store' | 'crash'>,
  tell: Tell,
  channel: Channel,
  to: string,
): void {
  const from = channel.chat;
  channel.move(to);
  // Heard in the chat, and once more by a request that was on its way.
  if (channel.chat === from) return;
  tell({ is: 'moved', channel: channel.name, to });
  const kept = async (rows: Rows): Promise<void> => {
    await rows.keep(movedFrom(from), to);
    await rows.moveMutes(from, channel.chat);
  };
  store.transaction(kept).catch(crash);
}

/** Where each channel has moved since the settings were written. */
export async function follow(
  { store }: Pick<AppParts, 'store'>,
  channels: readonly Channel[],
): Promise<void> {
  for (const channel of channels) {
    const to = await store.rows.kept(movedFrom(channel.chat));
    if (to !== undefined) channel.move(to);
  }
}

/** Opens every channel of the settings. Sends nothing. */
export async function openOutlets(parts: AppParts, tell: Tell): Promise<Outlets> {
  const { settings, store, clock, colour, out } = parts;
  const offset = offsetIn(store.rows);
  const open = openChannels(settings, {
    menus: menusFor(settings.people),
    clock,
    colour,
    out,
    offset,
    moved: (channel, to) => move(parts, tell, channel, to),
    told: inboxVoice(parts, tell),
  });
  await follow(parts, open.channels);
  const outlets = open.channels.flatMap((channel) => {
    const own = settings.channels.find(({ name }) => name === channel.name);
    return own === undefined ? [] : [{ channel, settings: own }];
  });
  return { ...open, outlets };
}
