import type { Dispatch } from '../../deliver/dispatch-state.ts';
import type { RunningLane } from '../../deliver/lane/lane.ts';
import type { ChannelSettings } from '../../settings/settings.ts';
import type { Mute } from '../../vi/mute.ts';

/** Where a mute is spoken of by itself. */
export interface MutePlace {
  readonly lane: RunningLane;
  readonly settings: ChannelSettings;
}

/** The channel of the mute's chat; of what holds everywhere the operator's. */
export function placeOf({ scope }: Mute, { options, lanes }: Dispatch): MutePlace | undefined {
  const outlet = options.outlets.find(({ channel }) =>
    scope.is === 'everyone' ? channel.name === options.operator : channel.chat === scope.chat,
  );
  const lane = outlet && lanes.get(outlet.channel.name);
  return lane && { lane, settings: outlet.settings };
}
