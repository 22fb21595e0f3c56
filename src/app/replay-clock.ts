import type { Clock } from '../platform/clock.ts';
import { scaledClock, type ScaledClock } from '../platform/scaled-clock.ts';
import type { ChannelSettings } from '../settings/settings.ts';

/** The clock of a replay, and how fast it runs in the end. */
export interface ReplayClock {
  readonly clock: ScaledClock;
  readonly speed: number;
}

/** What people are told when it runs slower than they asked for. */
export const SLOWED =
  '텔레그램·슬랙은 실제 시간으로 제한하므로 1배속으로 재생합니다 ' +
  '(chat platforms count in real time, so it is played at speed 1)';

/**
 * A recording is played on a clock of its own, so that ages, sessions and cooldowns are those of
 * its day. Platforms count by theirs: with a channel that is no console it never runs faster than
 * real time.
 */
export function replayClock(
  real: Clock,
  speed: number,
  channels: readonly Pick<ChannelSettings, 'target'>[],
): ReplayClock {
  const printed = channels.every(({ target }) => target.platform === 'console');
  const lawful = printed ? speed : Math.min(speed, 1);
  return { clock: scaledClock(real, lawful), speed: lawful };
}
