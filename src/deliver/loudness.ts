import type { Message } from '../alert/message.ts';
import type { ChannelSettings, Loudness, MessageKind } from '../settings/settings.ts';
import { timeOf, type EpochMs, type TimeOfDay } from '../vi/kst.ts';
import type { TimeWindow } from '../vi/time-window.ts';

/** What a channel wants to be told, and when it wants to be left in peace. */
export type Wishes = Pick<ChannelSettings, 'tell' | 'quiet'>;

/** `22:00-07:00` goes on after midnight. */
const holds = ({ from, to }: TimeWindow, time: TimeOfDay): boolean =>
  from < to ? from <= time && time < to : from <= time || time < to;

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
  return quiet.time.some((window) => holds(window, timeOf(at))) ? 'silent' : 'on';
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
