import type { EpochMs } from '../../src/vi/kst.ts';
import type { NewMute } from '../../src/vi/mute.ts';

/** A mute of everything, everywhere, set at this moment for ten minutes; with what is given instead. */
export const newMute = (at: EpochMs, given: Partial<NewMute> = {}): NewMute => ({
  target: { is: 'all' },
  scope: { is: 'everyone' },
  until: at + 600_000,
  untilRelease: false,
  nextLeft: undefined,
  reason: undefined,
  by: 'cli',
  createdAt: at,
  ...given,
});
