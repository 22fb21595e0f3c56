import type { Mute, NewMute } from '../vi/mute.ts';
import type { Episode } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';
import type { CareRows, StoreFile } from './care.ts';
import type { ObligationRows, StoredEvent } from './obligation.ts';
import type { HistoryRows, WatchRows } from './watched.ts';

export interface StoredEpisode extends Episode {
  /** Given when it was born; it stays when the venue is named later. */
  readonly id: string;
}

export interface EpisodeRows {
  /** Nothing happens when it is there already; resolves to whether it was new. */
  addEpisode(episode: StoredEpisode): Promise<boolean>;
  changeEpisode(
    id: string,
    change: Pick<Episode, 'state' | 'releaseTime' | 'venue'>,
  ): Promise<void>;
  episodesSince(day: Day): Promise<readonly StoredEpisode[]>;
}

/** At most so many behind the one with this number. */
export interface Page {
  readonly after: number;
  readonly most: number;
}

export interface EventRows {
  /** Its number, or `undefined` when this event of this episode is there already. */
  addEvent(episode: string, event: ViEvent): Promise<number | undefined>;
  /** The trigger of an interruption. */
  triggerOf(episode: string): Promise<StoredEvent | undefined>;
  eventsById(ids: readonly number[]): Promise<readonly StoredEvent[]>;
  /** The last day before this one that has events. */
  lastDayBefore(day: Day): Promise<Day | undefined>;
  /** The day's, oldest first: all of them, or a page of them. */
  eventsOn(day: Day, page?: Page): Promise<readonly StoredEvent[]>;
  /** The newest first. */
  lastEvents(count: number): Promise<readonly StoredEvent[]>;
}

export interface MalformedRows {
  /** Kept for inspection; only the newest hundred stay. */
  keepMalformed(at: EpochMs, why: string, frame: string): Promise<void>;
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
  /** When its answer came: until then the platform may have counted it. */
  readonly countedAt: EpochMs;
  readonly retry: Retry | undefined;
}

/** What a 429 forbids: requests to `scope` before `at`; `undefined`: to any scope of its own. */
export interface Retry {
  readonly at: EpochMs;
  readonly scope: string | undefined;
}

export interface AttemptEnd {
  readonly state: Exclude<AttemptState, 'sending'>;
  readonly at: EpochMs;
  readonly reason?: string | undefined;
  readonly retry?: Retry | undefined;
}

export interface MessageRows {
  addMessage(message: { channel: string; draft: string; at: EpochMs }): Promise<number>;
  redraft(id: number, draft: string): Promise<void>;
  show(id: number, platformId: string, text: string): Promise<void>;
  messagesSince(since: EpochMs): Promise<readonly StoredMessage[]>;
}

export interface AttemptRows {
  /** Before the first byte of a request leaves. */
  openAttempt(attempt: Omit<OpenAttempt, 'id'>, at: EpochMs): Promise<number>;
  /** Only an attempt that is still open ends; a late second answer changes nothing. */
  closeAttempt(id: number, end: AttemptEnd): Promise<void>;
  /** Those in `sending`: at a start, what a crash left in doubt. */
  openAttempts(): Promise<readonly OpenAttempt[]>;
  /** How many posts of this message left and were never answered. */
  unansweredPosts(messageId: number): Promise<number>;
  recentAttempts(since: EpochMs): Promise<readonly AttemptRow[]>;
}

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
  /** The chat has a new id: its mutes hold there. */
  moveMutes(from: string, to: string): Promise<void>;
}

/** A command that acted, or was refused: who said what, and the answer. */
export interface Acted {
  /** Begins with where it was said: `telegram:851234`, `slack:...`, `cli:...`. */
  readonly id: string;
  readonly person: string;
  readonly words: string;
  /** The answer as `command/result.ts` keeps it. */
  readonly result: string;
  readonly at: EpochMs;
}

/** From an instant on, before another, and of those the last so many. */
export interface ActedFilter {
  readonly from?: EpochMs;
  readonly before?: EpochMs;
  readonly last?: number;
}

export interface CommandRows {
  /** The result the command with this id had, if it acted before. */
  result(id: string): Promise<string | undefined>;
  addResult(command: Acted): Promise<void>;
  /** Oldest first. */
  acted(filter: ActedFilter): Promise<readonly Acted[]>;
}

export interface KeptRows {
  kept(key: string): Promise<string | undefined>;
  keep(key: string, value: string): Promise<void>;
}

export interface Rows
  extends
    EpisodeRows,
    EventRows,
    MalformedRows,
    ObligationRows,
    MessageRows,
    AttemptRows,
    MuteRows,
    CommandRows,
    KeptRows,
    WatchRows,
    HistoryRows,
    CareRows {}

/** The ledger. What a transaction wrote is on disk when it resolves. */
export interface Store {
  /** Single statements, each its own transaction. */
  readonly rows: Rows;
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** Absent when it is in memory, or in a database that others look after. */
  readonly file?: StoreFile;
}
