import type { EpochMs } from '../vi/kst.ts';

/**
 * How an attempt stands: `sending` from before its first byte; then what came of it, in the classes
 * of deliver/verdict.ts. `unknown`: it left, and its fate is not known.
 */
export const ATTEMPT_STATES = [
  'sending',
  'accepted',
  'not-sent',
  'wait',
  'refused',
  'unknown',
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];
/** What a request does in the chat: a new message, or a change of one that is there. */
export type AttemptOp = 'post' | 'edit';

/** An attempt in `sending`. */
export interface OpenAttempt {
  readonly id: number;
  /** Our number of the message; 0: a reply or notice, which is no message of the ledger. */
  readonly messageId: number;
  readonly channel: string;
  readonly op: AttemptOp;
}

/** What an earlier attempt still takes of the windows of its channel. */
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

/** What came of an attempt. */
export interface AttemptEnd {
  readonly state: Exclude<AttemptState, 'sending'>;
  /** When its answer came. */
  readonly at: EpochMs;
  /** Why it was not accepted, for people. */
  readonly reason?: string | undefined;
  readonly retry?: Retry | undefined;
}

/** Requests to the platforms: each has its row before it leaves (reliability.md, "Write order"). */
export interface AttemptRows {
  /** Before the first byte of a request leaves. */
  openAttempt(attempt: Omit<OpenAttempt, 'id'>, at: EpochMs): Promise<number>;
  /** Only an attempt that is still open ends; a late second answer changes nothing. */
  closeAttempt(id: number, end: AttemptEnd): Promise<void>;
  /** Those in `sending`: at a start, what a crash left in doubt. */
  openAttempts(): Promise<readonly OpenAttempt[]>;
  /** How many posts of this message left and were never answered. */
  unansweredPosts(messageId: number): Promise<number>;
  /** The messages that may show an edit of since then: nobody answered it or accepted a later one. */
  doubtfulEdits(since: EpochMs): Promise<readonly number[]>;
  /**
   * Those answered since then, or held back by a 429 until then or later; the oldest answer first.
   */
  recentAttempts(since: EpochMs): Promise<readonly AttemptRow[]>;
}
