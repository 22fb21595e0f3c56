import { consoleChannel } from '../channel/console/console-channel.ts';
import type { Outlet } from '../deliver/dispatch-state.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelSettings, Settings } from '../settings/settings.ts';
import { readSettings, readWholeSettings } from './desk/desk.ts';
import { openAside } from './desk/open-aside.ts';
import type { Io } from './io.ts';

interface Wanted {
  readonly send?: boolean;
  readonly fresh?: boolean;
}

/** Who hears a replay, and whether the ledger keeps that they did. */
export interface Audience {
  readonly channels: readonly ChannelSettings[];
  readonly isSent: boolean;
  readonly isKept: boolean;
}

/** The folder's settings; to send, with their secrets. What is wrong is told. */
export function settingsFor(
  { config, send }: Wanted & { readonly config: string },
  io: Io,
): Settings | undefined {
  return send === true ? readWholeSettings(config, io) : readSettings(config, io);
}

/**
 * The consoles, unless it is sent. Where there is none, or nothing is to be kept, every channel is
 * shown in the terminal; the ledger must not say that a chat was told then.
 */
export function audienceOf({ channels }: Settings, { send, fresh }: Wanted): Audience {
  const isSent = send === true;
  const consoles = channels.filter(({ target }) => target.platform === 'console');
  if (isSent) return { channels, isSent, isKept: fresh !== true };
  if (fresh !== true && consoles.length > 0) return { channels: consoles, isSent, isKept: true };
  const shown = channels.map((one) => ({ ...one, target: { platform: 'console' as const } }));
  return { channels: shown, isSent, isKept: false };
}

/** A console that says which channel speaks, where there are several. */
function consoleOf(settings: ChannelSettings, isOne: boolean, clock: Clock, io: Io): Outlet {
  const { name } = settings;
  const out = (text: string): void => io.out(isOne ? text : `[${name}] ${text}`);
  return { settings, channel: consoleChannel({ name, colour: io.colour, out }, clock) };
}

/** Opens the channels of the audience; the bot hears nothing from them. */
export function openOutlets(
  settings: Settings,
  { channels, isSent }: Audience,
  clock: Clock,
  io: Io,
): { readonly outlets: readonly Outlet[]; readonly close: () => Promise<void> } {
  if (!isSent) {
    const outlets = channels.map((one) => consoleOf(one, channels.length === 1, clock, io));
    return { outlets, close: () => Promise.resolve() };
  }
  const open = openAside(settings, { ...io, clock });
  const outlets = channels.flatMap((own) =>
    open.channels
      .filter(({ name }) => name === own.name)
      .map((channel) => ({ channel, settings: own })),
  );
  return { outlets, close: () => open.close() };
}
