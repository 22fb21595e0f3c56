import { openChannels, type ChannelDeps, type OpenChannels } from '../../channel/open-channels.ts';
import type { Settings } from '../../settings/settings.ts';

/** Opens the channels beside a bot that may run: nobody is heard, and no menu is filled. */
export const openAside = (
  settings: Settings,
  { clock, out, colour }: Pick<ChannelDeps, 'clock' | 'out' | 'colour'>,
): OpenChannels =>
  openChannels(settings, {
    clock,
    out,
    colour,
    offset: { load: async () => undefined, save: async () => undefined },
    menus: [],
    moved: () => undefined,
    told: () => undefined,
  });
