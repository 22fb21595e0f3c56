import type { Rule, StandingMute } from '../rules/rule.ts';
import type { MessageKind } from '../settings/settings.ts';
import type { Standing } from '../store/outcome.ts';
import { happenedAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import { timeOf, type EpochMs } from '../vi/kst.ts';
import { hides, type Mute } from '../vi/mute.ts';
import type { Wishes } from './loudness.ts';
import { coolingUntil, type Told } from './told.ts';

/** What deciding needs to know of a channel. */
export interface Destination extends Wishes {
  readonly name: string;
  /** The chat that mutes are held against. */
  readonly chat: string;
  /** ms after which an event is no news any more. */
  readonly usefulFor: number;
}

/** Everything that can keep an event from being told, as of one moment. */
export interface Circumstances {
  readonly mutes: readonly Mute[];
  /** Names of the watchlists that hold the event's stock. */
  readonly watchlists: ReadonlySet<string>;
  readonly standing: StandingMute | undefined;
  readonly told: Told;
  readonly now: EpochMs;
}

/** Whether an event is told, and why not. */
export interface Decision {
  readonly outcome: Extract<Standing, 'waiting' | 'muted' | 'suppressed' | 'expired'>;
  readonly reason: string | undefined;
  readonly muteId: number | undefined;
}

/** What becomes of one event for one rule in one channel. */
export interface Planned extends Decision {
  readonly rule: Rule;
  readonly channel: string;
}

/** It is told. */
export const WAITING: Decision = { outcome: 'waiting', reason: undefined, muteId: undefined };

/** It is hidden by a mute from chat or command line. */
export const mutedBy = ({ id, by }: Mute): Decision => ({
  outcome: 'muted',
  reason: `mute ${id} by ${by}`,
  muteId: id,
});

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** The mute from chat or command line that hides this event of this rule in this chat. */
export const hiddenBy = (
  event: ViEvent,
  rule: string,
  chat: string,
  { mutes, watchlists, now }: Circumstances,
): Mute | undefined =>
  mutes.find((mute) => hides(mute, { stock: event.stock, rule, watchlists, chat }, now));

/** What the channel's own settings keep from it: `tell: { alert: off }`. */
export const turnedOff = (kind: MessageKind, { name, tell }: Destination): Decision | undefined =>
  tell[kind] === 'off'
    ? { ...WAITING, outcome: 'suppressed', reason: `${kind}: off in channel ${name}` }
    : undefined;

/** What keeps an event past its rule's limit from a digest, its last way to be told. */
export function unlisted(to: Destination): Decision | undefined {
  const off = turnedOff('digest', to);
  return off && { ...off, reason: `past its limit, and ${off.reason}` };
}

/** One event, one rule, one channel: told or not, and why. */
export function decide(event: ViEvent, rule: Rule, to: Destination, by: Circumstances): Decision {
  // Before all mutes: what no mute had to hide counts for none.
  const off = turnedOff(event.event === 'release' ? 'release' : 'alert', to);
  if (off !== undefined) return off;
  if (by.standing !== undefined) {
    const reason = `standing mute ${by.standing.index}: ${by.standing.reason ?? by.standing.text}`;
    return { outcome: 'muted', reason, muteId: undefined };
  }
  const mute = hiddenBy(event, rule.name, to.chat, by);
  if (mute !== undefined) {
    return mutedBy(mute);
  }
  const cooling = coolingUntil(rule, { channel: to.name, stock: event.stock }, by.told, by.now);
  if (cooling !== undefined) {
    return { ...WAITING, outcome: 'suppressed', reason: `cooldown until ${timeOf(cooling)}` };
  }
  const age = by.now - happenedAt(event);
  if (age > to.usefulFor) {
    return {
      ...WAITING,
      outcome: 'expired',
      reason: `${seconds(age)} old, useful for ${seconds(to.usefulFor)}`,
    };
  }
  return WAITING;
}

/** The whole plan for one event: a decision for every (rule, channel), in the rules' order. */
export const plan = (
  event: ViEvent,
  rules: readonly Rule[],
  destinations: ReadonlyMap<string, Destination>,
  by: Circumstances,
): readonly Planned[] =>
  rules.flatMap((rule) =>
    rule.notify.flatMap((channel) => {
      const to = destinations.get(channel);
      return to === undefined ? [] : [{ rule, channel, ...decide(event, rule, to, by) }];
    }),
  );

/** The mutes with a count that hid something here, each once per event however many rules. */
export function countedMutes(
  decisions: readonly { readonly muteId: number | undefined }[],
  mutes: readonly Mute[],
): readonly Mute[] {
  const used = new Set(decisions.map(({ muteId }) => muteId));
  return mutes.filter((mute) => mute.nextLeft !== undefined && used.has(mute.id));
}
