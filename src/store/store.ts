import type { Mute } from '../vi/mute.ts';
import type { Episode } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';
import type { Outcome, Standing } from './outcome.ts';

export interface StoredEpisode extends Episode {
  /** Given when it was born; it stays when the venue is named later. */
  readonly id: string;
}

export interface StoredEvent {
  readonly id: number;
  readonly episode: string;
  readonly event: ViEvent;
}

export interface EventRows {
  /** Nothing happens when it is there already. */
  addEpisode(episode: StoredEpisode): Promise<void>;
  changeEpisode(
    id: string,
    change: Pick<Episode, 'state' | 'releaseTime' | 'venue'>,
  ): Promise<void>;
  /** Its number, or `undefined` when this event of this episode is there already. */
  addEvent(episode: string, event: ViEvent): Promise<number | undefined>;
  episodesSince(day: Day): Promise<readonly StoredEpisode[]>;
  /** The trigger of an interruption. */
  triggerOf(episode: string): Promise<StoredEvent | undefined>;
  eventsById(ids: readonly number[]): Promise<readonly StoredEvent[]>;
  /** The newest first. */
  lastEvents(count: number): Promise<readonly StoredEvent[]>;
  /** Kept for inspection; only the newest hundred stay. */
  keepMalformed(at: EpochMs, why: string, frame: string): Promise<void>;
}

export interface ObligationKey {
  readonly eventId: number;
  readonly rule: string;
  readonly channel: string;
}

export interface Obligation extends ObligationKey {
  readonly day: Day;
  readonly stock: string;
  readonly outcome: Standing;
  readonly reason: string | undefined;
  readonly muteId: number | undefined;
}

/** How an obligation ends. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly at: EpochMs;
  readonly messageId?: number;
  readonly muteId?: number;
}

export interface WaitingRow extends ObligationKey, StoredEvent {
  /** The message it was last tried in, if it was. */
  readonly messageId: number | undefined;
}

/** What a chat was told: for cooldowns and limits. */
export interface ToldRow {
  readonly rule: string;
  readonly channel: string;
  readonly stock: string;
  /** A limit counts what was sent; a cooldown counts what was told at all. */
  readonly outcome: 'sent' | 'merged';
  readonly at: EpochMs;
}

export interface CountRow {
  readonly day: Day;
  readonly rule: string;
  readonly channel: string;
  readonly outcome: Standing;
  readonly count: number;
}

/** One line of `vigil export`, with the words of contract.md. */
export interface LedgerRow {
  readonly day: Day;
  readonly stock: string;
  readonly venue: string | null;
  readonly kind: string | null;
  readonly trigger_time: string;
  readonly event: string;
  readonly rule: string;
  readonly channel: string;
  readonly outcome: Standing;
  readonly reason: string | null;
  /** The platform's. */
  readonly message_id: string | null;
  readonly at: EpochMs;
}

export interface LedgerFilter {
  readonly from?: Day;
  readonly to?: Day;
  readonly stock?: string;
}

export interface ObligationRows {
  /** Rows that are there already stay as they are. */
  addObligations(rows: readonly Obligation[], at: EpochMs): Promise<void>;
  /** Notes in which message these are now tried; `undefined` takes them out again. */
  bind(keys: readonly ObligationKey[], messageId: number | undefined): Promise<void>;
  /** Ends those that still wait; an ended one never changes. */
  settle(keys: readonly ObligationKey[], ending: Ending): Promise<void>;
  /** Notes the digest in which these ended ones were listed. */
  list(keys: readonly ObligationKey[], messageId: number): Promise<void>;
  /** The names of the rules that matched an event so far, for each channel. */
  matchedOf(eventId: number): Promise<readonly ObligationKey[]>;
  waiting(): Promise<readonly WaitingRow[]>;
  /** Expired since, and in no digest yet. */
  unlisted(since: EpochMs): Promise<readonly WaitingRow[]>;
  told(since: EpochMs): Promise<readonly ToldRow[]>;
  counts(day?: Day): Promise<readonly CountRow[]>;
  hiddenBy(muteId: number): Promise<number>;
  ledger(filter: LedgerFilter): Promise<readonly LedgerRow[]>;
}

export const ATTEMPT_STATES = [
  'sending',
  'accepted',
  'not-sent',
  'wait',
  'refused',
  'unknown',
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];
export type AttemptOp = 'post' | 'edit';

export interface StoredMessage {
  readonly id: number;
  readonly channel: string;
  readonly draft: string;
  readonly platformId: string | undefined;
  readonly shown: string | undefined;
  readonly createdAt: EpochMs;
}

export interface OpenAttempt {
  readonly id: number;
  readonly messageId: number;
  readonly channel: string;
  readonly op: AttemptOp;
}

export interface AttemptRow {
  readonly channel: string;
  readonly op: AttemptOp;
  readonly startedAt: EpochMs;
  readonly retryAt: EpochMs | undefined;
}

export interface AttemptEnd {
  readonly state: Exclude<AttemptState, 'sending'>;
  readonly at: EpochMs;
  readonly reason?: string | undefined;
  readonly retryAt?: EpochMs | undefined;
}

export interface MessageRows {
  addMessage(message: { channel: string; draft: string; at: EpochMs }): Promise<number>;
  redraft(id: number, draft: string): Promise<void>;
  show(id: number, platformId: string, text: string): Promise<void>;
  /** Before the first byte of a request leaves. */
  openAttempt(attempt: Omit<OpenAttempt, 'id'>, at: EpochMs): Promise<number>;
  /** Only an attempt that is still open ends; a late second answer changes nothing. */
  closeAttempt(id: number, end: AttemptEnd): Promise<void>;
  /** Those in `sending`: at a start, what a crash left in doubt. */
  openAttempts(): Promise<readonly OpenAttempt[]>;
  /** How many posts of this message left and were never answered. */
  unansweredPosts(messageId: number): Promise<number>;
  recentAttempts(since: EpochMs): Promise<readonly AttemptRow[]>;
  messagesSince(since: EpochMs): Promise<readonly StoredMessage[]>;
}

export type NewMute = Omit<Mute, 'id'>;
export type MuteEnd = 'time' | 'release' | 'count' | 'unmuted' | 'replaced';

export interface MuteRows {
  addMute(mute: NewMute): Promise<number>;
  /** Not ended by anybody; one whose time is over is among them until it is ended. */
  openMutes(): Promise<readonly Mute[]>;
  endMutes(ids: readonly number[], why: MuteEnd, at: EpochMs): Promise<void>;
  countDown(id: number, left: number): Promise<void>;
  /** Ended by time, release or count, and its chat not told yet. */
  untoldMutes(): Promise<readonly Mute[]>;
  tellMutes(ids: readonly number[]): Promise<void>;
  mute(id: number): Promise<Mute | undefined>;
}

export interface CommandRows {
  /** The result the command with this id had, if it acted before. */
  result(id: string): Promise<string | undefined>;
  addResult(command: {
    id: string;
    person: string;
    words: string;
    result: string;
    at: EpochMs;
  }): Promise<void>;
}

export interface KeptRows {
  kept(key: string): Promise<string | undefined>;
  keep(key: string, value: string): Promise<void>;
}

export interface Rows
  extends EventRows, ObligationRows, MessageRows, MuteRows, CommandRows, KeptRows {}

/** The ledger. What a transaction wrote is on disk when it resolves. */
export interface Store {
  /** Single statements, each its own transaction. */
  readonly rows: Rows;
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
