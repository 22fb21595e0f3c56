import type { Message } from '../alert/message.ts';
import type { ChannelSettings, Loudness, MessageKind, Quiet } from '../settings/settings.ts';
import { timeOf, type EpochMs, type TimeOfDay } from '../vi/kst.ts';
import type { TimeWindow } from '../vi/time-window.ts';

/** What a channel wants to be told, and when it wants to be left in peace. */
export type Wishes = Pick<ChannelSettings, 'tell' | 'quiet'>;

/** `22:00-07:00` goes on after midnight. */
const holds = ({ from, to }: TimeWindow, time: TimeOfDay): boolean =>
  from < to ? from <= time && time < to : from <= time || time < to;

/** The end of the windows that follow each other from this time on. */
function endOf(windows: readonly TimeWindow[], time: TimeOfDay): TimeOfDay {
  const window = windows.find((one) => holds(one, time));
  if (window === undefined) return time;
  const to = window.to === '24:00:00' ? '00:00:00' : window.to;
  return endOf(
    windows.filter((one) => one !== window),
    to,
  );
}

/** When the quiet hours end that a channel is in at this moment; `undefined`: it is in none. */
export function quietUntil(quiet: Quiet | undefined, at: EpochMs): TimeOfDay | undefined {
  const now = timeOf(at);
  const isQuiet = quiet?.time.some((window) => holds(window, now)) === true;
  return isQuiet ? endOf(quiet.time, now) : undefined;
}

/**
 * How a message of this kind comes to a channel at this moment; what turns it off or down for good
 * goes before quiet hours. `isHigh`: one of its rules has the priority `high`.
 */
export function loudnessOf(
  { tell, quiet }: Wishes,
  kind: MessageKind,
  at: EpochMs,
  isHigh = false,
): Loudness {
  if (tell[kind] !== 'on' || quiet === undefined) return tell[kind];
  if (isHigh && quiet.high === 'through') return 'on';
  return quietUntil(quiet, at) === undefined ? 'on' : 'silent';
}

/** The message as loud as its channel wants this kind now; `undefined`: not at all. */
export function voiced(
  message: Message,
  wishes: Wishes,
  kind: MessageKind,
  at: EpochMs,
): Message | undefined {
  const loudness = loudnessOf(wishes, kind, at);
  if (loudness === 'off') return undefined;
  return { ...message, silent: message.silent || loudness === 'silent' };
}
