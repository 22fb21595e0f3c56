import type { Day, EpochMs } from '../vi/kst.ts';

/** What cannot be in a sound ledger, and how much of it there is. */
export interface LedgerCheck {
  /** Obligations that were looked at. */
  readonly matched: number;
  /** How many rows each fault has, by its name; what is nowhere is left out. */
  readonly faults: Readonly<Record<string, number>>;
}

/** What the ledger may let go of. */
export interface TooOld {
  /** The first day that is kept. */
  readonly day: Day;
  /** Commands that acted before this instant go. */
  readonly commandsBefore: EpochMs;
  /** Rows of one table that go at once. */
  readonly atMost: number;
}

/** What keeps the ledger sound and small. */
export interface CareRows {
  /** Looks at everything since the day; no request is under way as long as since `sending`. */
  checkLedger(when: { readonly since: Day; readonly sending: EpochMs }): Promise<LedgerCheck>;
  /** Deletes some of what is too old; how many rows. What still waits stays. */
  dropOld(old: TooOld): Promise<number>;
}

/** The one file a ledger is kept in. */
export interface StoreFile {
  readonly path: string;
  /** Whether the file under this name is the one that is open. */
  isInPlace(): boolean;
  /**
   * Writes the open ledger under its name again and goes on with that. Resolves to the new name of
   * what stood there, `undefined` when nothing did.
   */
  putBack(at: EpochMs): Promise<string | undefined>;
  /** Empties SQLite's log into the file once it is worth it, so that no commit has to; some ms. */
  tidy(): Promise<void>;
}
