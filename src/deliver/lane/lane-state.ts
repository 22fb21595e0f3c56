import type { Draft, DraftEntry } from '../../alert/draft.ts';
import type { Message } from '../../alert/message.ts';
import type { Notice } from '../../alert/notice.ts';
import type { Answer, Channel } from '../../channel/channel.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Store } from '../../store/store.ts';
import type { ViEvent } from '../../vi/event.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Mute } from '../../vi/mute.ts';
import type { Begun } from '../ledger.ts';
import type { Limits, Ticket } from '../limits.ts';
import type { Item } from '../next-move.ts';
import type { Circumstances, Destination } from '../plan.ts';
import { createLiving, type LivingMessages } from './living-messages.ts';
import type { Registry } from '../registry.ts';
import type { Told } from '../told.ts';
import type { Turns } from '../turns.ts';
import type { Tries } from '../verdict.ts';

/** What all lanes share. */
export interface LaneDeps {
  readonly clock: Clock;
  readonly store: Store;
  readonly limits: Limits;
  /** Where a lane asks that has to wait for its windows. */
  readonly turns: Turns;
  readonly told: Told;
  readonly registry: Registry;
  /** What can hide an event, given the mutes that are on disk. */
  circumstances(event: ViEvent, mutes: readonly Mute[], now: EpochMs): Circumstances;
  /** Something about a destination that the operator must hear. */
  report(notice: Notice): void;
  /** Hands what a channel cannot tell to the one that stands in for it. */
  handOver(from: Lane, items: readonly Item[]): Promise<void>;
  /** The chat has a new id: messages go there from now on, after a restart too. */
  moved(channel: Channel, to: string): void;
  /** A token fault: everything of this platform rests. */
  platformDown(from: Lane, reason: string): void;
  /** A fault that only a restart from the store can mend. */
  readonly crash: (fault: unknown) => void;
}

/** What one lane is made of. */
export interface LaneOptions {
  readonly channel: Channel;
  readonly destination: Destination;
  /** ms an alert may wait before the waiting ones are merged. */
  readonly digestAfter: number;
  /** The channel that stands in for this one. */
  readonly fallback: string | undefined;
  compose(draft: Draft): Message;
  /** How many of these, from the front, one digest lists whole. */
  fits(entries: readonly DraftEntry[]): number;
}

/** A message that the chat may have, or has refused once: it is tried again before all others. */
export interface Again {
  readonly begun: Begun;
  readonly tries: Tries;
  readonly notBefore: number;
}

/** The message that T1 holds already: it leaves without a transaction of its own. */
export interface First {
  /** Its place in the windows. */
  readonly ticket: Ticket;
  /** When it was claimed, monotonic. */
  readonly since: number;
  /** Once it is on disk. */
  readonly begun: Begun | undefined;
}

/** A reply or the bot's own voice: not an obligation, kept in memory only. */
export interface Text {
  readonly since: number;
  /** Whether it waits until the chat takes it; else it is given up when it does not arrive. */
  readonly stays?: boolean;
  /** Whether the chat may have it already. */
  readonly doubtful?: boolean;
  readonly send: () => Promise<Answer>;
  readonly done: (answer: Answer | undefined) => void;
}

/** What keeps a destination from being written to. */
export interface Trouble {
  /** Failures in a row that put the destination itself in doubt, and since when. */
  readonly failures: number;
  readonly since: number;
  /** Nothing is sent before. */
  readonly until: number;
  /** Why it takes nothing at all, until a probe succeeds. */
  readonly down: string | undefined;
  /** Whether a harmless request went through since: a message may try. */
  readonly probed: boolean;
  /** Whether the operator knows. */
  readonly told: boolean;
}

/**
 * All that a lane knows and a restart reads from the store again; replies and the bot's own voice
 * aside. Instants are `Clock.elapsed` ms.
 */
export interface LaneState {
  /** Events to tell, and those that expired before they were and that no digest has listed. */
  items: readonly Item[];
  expired: readonly Item[];
  /** When the last of them expired. */
  expiredAt: number;
  again: Again | undefined;
  /** The message that T1 began and that has not left yet. */
  first: First | undefined;
  texts: readonly Text[];
  /** Releases to be told in messages of their own. */
  extras: readonly Draft[];
  readonly living: LivingMessages;
  /** Those that are in the chat and cannot be changed: our number to the platform's id. */
  readonly fixed: Map<number, string>;
  /** Events that another channel tells in this one's place. */
  readonly handed: Set<number>;
  /** When the last message was answered; `-Infinity`: none was. */
  lastPostAt: number;
  /** ms from the last accepted request to its answer. */
  trip: number;
  trouble: Trouble | undefined;
}

/** The one queue of one channel. */
export interface Lane extends LaneOptions {
  readonly deps: LaneDeps;
  readonly state: LaneState;
}

/** Nothing waits, nothing was told. */
export const emptyState = (registry: Registry): LaneState => ({
  items: [],
  expired: [],
  expiredAt: 0,
  again: undefined,
  first: undefined,
  texts: [],
  extras: [],
  living: createLiving(registry),
  fixed: new Map(),
  handed: new Set(),
  lastPostAt: -Infinity,
  trip: 0,
  trouble: undefined,
});
