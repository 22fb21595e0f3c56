import type { Mute, NewMute } from '../vi/mute.ts';
import type { Episode } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';
import type { AttemptRows } from './attempt.ts';
import type { CareRows, StoreFile } from './care.ts';
import type { ObligationRows, StoredEvent } from './obligation.ts';
import type { HistoryRows, WatchRows } from './watched.ts';

/** An interruption, as the ledger names it. */
export interface StoredEpisode extends Episode {
  /** Given when it was born; it stays when the venue is named later. */
  readonly id: string;
}

/** Interruptions, as they were last heard of. */
export interface EpisodeRows {
  /** Nothing happens when it is there already; resolves to whether it was new. */
  addEpisode(episode: StoredEpisode): Promise<boolean>;
  /** Writes what may become known of it after its birth. */
  changeEpisode(
    id: string,
    change: Pick<Episode, 'state' | 'releaseTime' | 'venue'>,
  ): Promise<void>;
  /** Those of this day and of later ones, in no order. */
  episodesSince(day: Day): Promise<readonly StoredEpisode[]>;
}

/** At most so many behind the one with this number. */
export interface Page {
  readonly after: number;
  readonly most: number;
}

/** What fired and what was released, each once; its number is given as it comes. */
export interface EventRows {
  /** Its number, or `undefined` when this event of this episode is there already. */
  addEvent(episode: string, event: ViEvent): Promise<number | undefined>;
  /** The trigger of an interruption. */
  triggerOf(episode: string): Promise<StoredEvent | undefined>;
  /** By their numbers; one that is not there is left out. */
  eventsById(ids: readonly number[]): Promise<readonly StoredEvent[]>;
  /** The last day before this one that has events. */
  lastDayBefore(day: Day): Promise<Day | undefined>;
  /** The day's, oldest first: all of them, or a page of them. */
  eventsOn(day: Day, page?: Page): Promise<readonly StoredEvent[]>;
  /** The newest first. */
  lastEvents(count: number): Promise<readonly StoredEvent[]>;
}

/** Rows of the broker that could not be read. */
export interface MalformedRows {
  /** Kept for inspection; only the newest hundred stay. */
  keepMalformed(at: EpochMs, why: string, frame: string): Promise<void>;
}

/** A message of a channel, from before its first attempt on. */
export interface StoredMessage {
  /** Our number, which drafts and obligations name. */
  readonly id: number;
  readonly channel: string;
  /** What it says, as `writeDraft` wrote it (alert/draft.ts). */
  readonly draft: string;
  /** The platform's number, by which it is edited; `undefined`: none was accepted yet. */
  readonly platformId: string | undefined;
  /**
   * The text that the chat shows, or may show after an edit whose fate is not known; empty: the
   * message is gone from the chat; `undefined`: it was never accepted.
   */
  readonly shown: string | undefined;
  readonly createdAt: EpochMs;
}

/** What the chats were told, and what they show of it now. */
export interface MessageRows {
  /** Before its first attempt; resolves to its number. */
  addMessage(message: { channel: string; draft: string; at: EpochMs }): Promise<number>;
  /** What it says after this attempt, accepted or not, for the next one to begin with. */
  redraft(id: number, draft: string): Promise<void>;
  /** Notes that the chat has it under this id and shows this text; empty: it shows it no more. */
  show(id: number, platformId: string, text: string): Promise<void>;
  /** Made since then, whatever became of them; in the order of their numbers. */
  messagesSince(since: EpochMs): Promise<readonly StoredMessage[]>;
}

/**
 * Why a mute ended: the first three by itself, `unmuted` by a person, `replaced` by another one of
 * the same target and scope.
 */
export type MuteEnd = 'time' | 'release' | 'count' | 'unmuted' | 'replaced';

/** Mutes from chat and command line; those in `rules.yaml` have no rows. */
export interface MuteRows {
  /** Resolves to its number. */
  addMute(mute: NewMute): Promise<number>;
  /** Not ended by anybody; one whose time is over is among them until it is ended. */
  openMutes(): Promise<readonly Mute[]>;
  /** One that has ended keeps its first end. */
  endMutes(ids: readonly number[], why: MuteEnd, at: EpochMs): Promise<void>;
  /** How many more events it may hide. */
  countDown(id: number, left: number): Promise<void>;
  /** Ended by time, release or count, and its chat not told yet. */
  untoldMutes(): Promise<readonly Mute[]>;
  /** Their ends are told, or about to be: nobody tells them again. */
  tellMutes(ids: readonly number[]): Promise<void>;
  /** Ended or not; `undefined`: there never was one. */
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

/** Commands that have acted, so that the same one acts once. */
export interface CommandRows {
  /** The result the command with this id had, if it acted before. */
  result(id: string): Promise<string | undefined>;
  addResult(command: Acted): Promise<void>;
  /** Oldest first. */
  acted(filter: ActedFilter): Promise<readonly Acted[]>;
}

/** Small things that outlive a restart, by key: Telegram's offset, what the command line asked. */
export interface KeptRows {
  /** `undefined`: nothing was kept under this key. */
  kept(key: string): Promise<string | undefined>;
  /** In place of what was kept before. */
  keep(key: string, value: string): Promise<void>;
}

/** Everything in the ledger, outside of a transaction or inside one. */
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
  /** All that `work` writes, or nothing of it where it throws. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /** Another one once anybody has written, this process or another; `undefined`: who knows. */
  version(): string | undefined;
  close(): Promise<void>;
  /** Absent when it is in memory, or in a database that others look after. */
  readonly file?: StoreFile;
}
