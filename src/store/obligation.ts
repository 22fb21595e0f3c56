import type { ViEvent } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';
import type { Outcome, Standing } from './outcome.ts';

/** An event of the ledger, with its number and the id of its interruption. */
export interface StoredEvent {
  readonly id: number;
  readonly episode: string;
  readonly event: ViEvent;
}

/** What an obligation is: to tell one event for one rule in one channel. */
export interface ObligationKey {
  readonly eventId: number;
  readonly rule: string;
  readonly channel: string;
}

/** An obligation as it is decided: to be told, or ended at once. */
export interface Obligation extends ObligationKey {
  readonly day: Day;
  readonly stock: string;
  readonly outcome: Standing;
  /** Why it stands so, for people; `undefined`: that needs no words. */
  readonly reason: string | undefined;
  /** The mute that hides it. */
  readonly muteId: number | undefined;
  /** The channel that should have told it and could not. */
  readonly insteadOf: string | undefined;
}

/** How an obligation ends. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly at: EpochMs;
  /** Our number of the message that told it; left out: that of the last try stays. */
  readonly messageId?: number;
  /** The mute that hid it; left out: as it was. */
  readonly muteId?: number;
}

/** An obligation with its event, for taking it up; `id` and `eventId` are the same number. */
export interface WaitingRow extends ObligationKey, StoredEvent {
  /** The message it was last tried in, if it was. */
  readonly messageId: number | undefined;
  readonly insteadOf: string | undefined;
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

/** How many obligations of a day, rule and channel stand so. */
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
  /** When it came to stand so. */
  readonly at: EpochMs;
}

/** Days in Korea, both included, and one stock; what is left out is not asked for. */
export interface LedgerFilter {
  readonly from?: Day;
  readonly to?: Day;
  readonly stock?: string;
}

/** What changes the ledger. */
export interface ObligationWrites {
  /** Rows that are there already stay as they are. */
  addObligations(rows: readonly Obligation[], at: EpochMs): Promise<void>;
  /** Notes in which message these are now tried; `undefined` takes them out again. */
  bind(keys: readonly ObligationKey[], messageId: number | undefined): Promise<void>;
  /** Ends those that still wait; an ended one never changes. */
  settle(keys: readonly ObligationKey[], ending: Ending): Promise<void>;
  /** Notes the digest in which these ended ones were listed. */
  list(keys: readonly ObligationKey[], messageId: number): Promise<void>;
  /** Makes the day's failed ones waiting again; resolves to how many. Only `vigil retry` may. */
  reopen(day: Day, at: EpochMs): Promise<number>;
}

/** What only looks at it. */
export interface ObligationReads {
  /** The names of the rules that matched an event so far, for each channel. */
  matchedOf(eventId: number): Promise<readonly ObligationKey[]>;
  /** All that wait, in the order of their events' numbers, as the next two are. */
  waiting(): Promise<readonly WaitingRow[]>;
  /** Those that `vigil retry` made waiting and nobody has tried yet. */
  reopened(): Promise<readonly WaitingRow[]>;
  /** Expired since, and to be listed in a digest that does not exist yet. */
  unlisted(since: EpochMs): Promise<readonly WaitingRow[]>;
  /** Sent or merged since then, the oldest first. */
  told(since: EpochMs): Promise<readonly ToldRow[]>;
  /** Of one day, or of all; a combination that has none has no row. */
  counts(day?: Day): Promise<readonly CountRow[]>;
  /** How many events the mute hid, each once however many rules and channels. */
  hiddenBy(muteId: number): Promise<number>;
  /** By event, rule and channel. */
  ledger(filter: LedgerFilter): Promise<readonly LedgerRow[]>;
}

/** The ledger of what is owed. */
export interface ObligationRows extends ObligationWrites, ObligationReads {}
