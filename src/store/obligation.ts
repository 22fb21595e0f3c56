import type { ViEvent } from '../vi/event.ts';
import type { Day, EpochMs } from '../vi/kst.ts';
import type { Outcome, Standing } from './outcome.ts';

export interface StoredEvent {
  readonly id: number;
  readonly episode: string;
  readonly event: ViEvent;
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
  /** The channel that should have told it and could not. */
  readonly insteadOf: string | undefined;
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
  waiting(): Promise<readonly WaitingRow[]>;
  /** Those that `vigil retry` made waiting and nobody has tried yet. */
  reopened(): Promise<readonly WaitingRow[]>;
  /** Expired since, and to be listed in a digest that does not exist yet. */
  unlisted(since: EpochMs): Promise<readonly WaitingRow[]>;
  told(since: EpochMs): Promise<readonly ToldRow[]>;
  counts(day?: Day): Promise<readonly CountRow[]>;
  hiddenBy(muteId: number): Promise<number>;
  ledger(filter: LedgerFilter): Promise<readonly LedgerRow[]>;
}

export interface ObligationRows extends ObligationWrites, ObligationReads {}
