/**
 * What stood outside the program while it ran: all that the checker knows. Instants are epoch ms on
 * one clock.
 */
export interface Recording {
  /** Everything the broker sent, in order. */
  readonly frames: readonly SentFrame[];
  /** Every request for a message or an edit that reached a chat platform, in order. */
  readonly requests: readonly ChatRequest[];
  /** The lines of `vigil export --format jsonl`. */
  readonly ledger: readonly LedgerLine[];
  /** When frames may have reached nobody: no process, or one that was about to be killed. */
  readonly gaps: readonly Span[];
  /** From the arrival of the confirmation on. */
  readonly mutes: readonly ConfirmedMute[];
}

export interface SentFrame {
  readonly at: number;
  readonly text: string;
}

export interface ChatRequest {
  readonly at: number;
  /** `telegram:<chat id>` or `slack:<channel id>`. */
  readonly chat: string;
  readonly op: 'post' | 'edit';
  /** As it is read, without markup. */
  readonly text: string;
  /** The message's id in the chat; `undefined`: the platform refused. */
  readonly id: string | undefined;
}

/** One row of the ledger, by the names of contract.md. */
export interface LedgerLine {
  readonly stock: string;
  readonly venue: string | null;
  readonly trigger_time: string;
  readonly event: string;
  readonly rule: string;
  readonly channel: string;
  readonly outcome: string;
  readonly message_id: string | null;
}

/** From `from` until before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface ConfirmedMute extends Span {
  readonly chat: string;
  readonly stock: string;
}

/** Where a rule wants an interruption told. */
export interface Wish {
  readonly rule: string;
  readonly channel: string;
  /** Only what has the same word here keeps its order; one for all unless told. */
  readonly priority?: string;
}

/** One interruption as the frames tell it. */
export interface Interruption {
  readonly stock: string;
  readonly name: string;
  /** `undefined`: only the merged copy came. */
  readonly venue: 'krx' | 'nxt' | undefined;
  /** HH:MM:SS. */
  readonly time: string;
  /** HH:MM:SS; `undefined`: no frame outside the gaps told its end. */
  readonly released: string | undefined;
  /** When it was first told. */
  readonly at: number;
  /** Whether its first frame came outside the gaps: then its place in the order is known. */
  readonly ordered: boolean;
  /** Whether any of its frames came outside the gaps: then it must be accounted for. */
  readonly heard: boolean;
}

/** What the test wants of the program, said anew in the test's own words. */
export interface Expectation {
  /** By the channels' names in `vigil.yaml`: the chats behind them. */
  readonly chats: Readonly<Record<string, string>>;
  wishes(interruption: Interruption): readonly Wish[];
  /** Whether it is the program speaking about itself, or answering somebody. */
  isOwnVoice(text: string): boolean;
}

export type FindingKind =
  | 'lost'
  | 'unexpected'
  | 'duplicate'
  | 'order'
  | 'window'
  | 'row missing'
  | 'row double'
  | 'row unexpected'
  | 'row without message'
  | 'row against the chat'
  | 'id never given'
  | 'still waiting'
  | 'release never shown'
  | 'told inside a mute';

export interface Finding {
  readonly kind: FindingKind;
  readonly about: string;
}

/** Whether an instant lies in one of these. */
export const isIn = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from <= at && at < to);
