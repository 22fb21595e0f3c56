import type { Notice } from '../alert/notice.ts';
import type { InboxState } from '../channel/inbox-state.ts';
import { openChannels, type OpenChannels } from '../channel/open-channels.ts';
import type { OffsetStore } from '../channel/telegram/poll.ts';
import type { Outlet } from '../deliver/dispatch.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Settings } from '../settings/settings.ts';
import type { Rows, Store } from '../store/store.ts';

/** A second listener is told only when it stays: a restart overlaps for a moment (chat-apis.md). */
const SECOND_LISTENER_MS = 60_000;

const OFFSET = 'telegram-offset';

const offsetIn = (rows: Rows): OffsetStore => ({
  async load() {
    const kept = await rows.kept(OFFSET);
    return kept === undefined ? undefined : Number(kept);
  },
  save: (offset) => rows.keep(OFFSET, String(offset)),
});

export interface OutletParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  out(text: string): void;
  readonly colour: boolean;
  tell(notice: Notice): void;
}

/** Hears how listening goes: a passing trouble is logged, a second listener that stays is told. */
function inboxVoice({
  clock,
  log,
  tell,
}: OutletParts): (platform: 'telegram' | 'slack', state: InboxState) => void {
  const cancels = new Map<string, Cancel>();
  return (platform, state) => {
    cancels.get(platform)?.();
    log(state.is === 'listening' ? 'info' : 'warn', 'inbox', { platform, ...state });
    if (state.is !== 'second-listener') return;
    const say = (): void => tell({ is: 'second-listener', platform });
    cancels.set(platform, clock.after(SECOND_LISTENER_MS, say));
  };
}

export interface Outlets extends OpenChannels {
  readonly outlets: readonly Outlet[];
}

/** Opens every channel of the settings, each with what the settings say of it. */
export function openOutlets(parts: OutletParts): Outlets {
  const { settings, store, clock, colour } = parts;
  const open = openChannels(settings, {
    clock,
    colour,
    out: (text) => parts.out(text),
    offset: offsetIn(store.rows),
    told: inboxVoice(parts),
  });
  const outlets = open.channels.flatMap((channel) => {
    const own = settings.channels.find(({ name }) => name === channel.name);
    return own === undefined ? [] : [{ channel, settings: own }];
  });
  return { ...open, outlets };
}
