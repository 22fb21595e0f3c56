import type { FeedState } from '../feed/feed.ts';
import type { Standing } from '../store/outcome.ts';
import type { ViEvent } from '../vi/event.ts';
import type { EpochMs } from '../vi/kst.ts';

/** Whether the bot does its work: both must hold. */
export interface Readiness {
  /** The broker acknowledged REG. */
  readonly feed: boolean;
  /** The store takes writes. */
  readonly store: boolean;
}

/** How many obligations of one rule in one channel stand like this, as the ledger counts them. */
export interface OutcomeCount {
  readonly rule: string;
  readonly channel: string;
  readonly outcome: Standing;
  readonly count: number;
}

export interface WebStatus {
  readonly feed: FeedState;
  /** When this run began. */
  readonly startedAt: EpochMs;
  /** What frames turned out to be since then, row by row. */
  readonly rows: { readonly reading: number; readonly ignored: number; readonly malformed: number };
  /** Whether the configuration on disk has faults, so that an earlier one runs. */
  readonly rulesFaulty: boolean;
  /** Rows of the ledger that cannot be; absent before they were looked for. */
  readonly ledgerFaults?: number | undefined;
  /** The newest first. */
  readonly lastEvents: readonly ViEvent[];
}

/** What the web pages ask of the bot. A rejected answer is shown as unknown, never as zero. */
export interface WebState {
  ready(): Promise<Readiness>;
  outcomes(): Promise<readonly OutcomeCount[]>;
  status(): Promise<WebStatus>;
}
