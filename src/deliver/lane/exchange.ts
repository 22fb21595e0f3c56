import { textOf, type Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
import type { EpochMs } from '../../vi/kst.ts';
import { heed } from './aftermath.ts';
import type { Retry } from '../../store/attempt.ts';
import type { Lane } from './lane-state.ts';
import { conclude, type Begun, type Conclusion } from '../ledger.ts';
import type { Ticket } from '../limits.ts';
import { judge, type Tries, type Verdict } from '../verdict.ts';

/** One request and its answer, as everything after it needs them. */
export interface Exchange {
  readonly begun: Begun;
  readonly answer: Answer;
  readonly verdict: Verdict;
  /** What was sent, as one text. */
  readonly text: string;
  /** When the answer came, on the monotonic clock and by the wall. */
  readonly now: number;
  readonly at: EpochMs;
  readonly retry: Retry | undefined;
}

/** How a request is made: a place in the windows, the earlier tries, and the call itself. */
export interface Asking {
  readonly ticket: Ticket;
  readonly tries: Tries;
  readonly ask: (message: Message) => Promise<Answer>;
}

/** What an answer of this instant forbids. */
export const retryOf = (answer: Answer, at: EpochMs): Retry | undefined =>
  answer.is === 'wait' ? { at: at + answer.ms, scope: answer.scope } : undefined;

/** A 429 that came while the attempt waited for the disk: the request does not leave. */
export function heldBack(ticket: Ticket, now: number): Answer | undefined {
  const held = ticket.held(now);
  return held && { is: 'wait', ...held };
}

/** Sends what has begun and reads the answer; what it says of the destination is heeded here. */
export async function exchange(
  lane: Lane,
  begun: Begun,
  { ticket, tries, ask }: Asking,
): Promise<Exchange> {
  const { clock } = lane.deps;
  const message = lane.compose(begun.draft);
  const asked = clock.elapsed();
  const answer = heldBack(ticket, asked) ?? (await ask(message));
  const now = clock.elapsed();
  if (answer.is === 'accepted') lane.state.trip = now - asked;
  ticket.settle(now);
  const verdict = judge(answer, tries);
  heed(lane, answer, verdict, now);
  if (answer.is === 'wait') ticket.hold(answer.scope, now + answer.ms);
  const at = clock.now();
  return { begun, answer, verdict, text: textOf(message), now, at, retry: retryOf(answer, at) };
}

/** What an edited message shows now: its new text; nothing, when it is gone from the chat. */
export function shownAfter(
  { answer, text }: Exchange,
  platformId: string,
): { readonly platformId: string; readonly text: string } | undefined {
  if (answer.is === 'gone') return { platformId, text: '' };
  return answer.is === 'accepted' ? { platformId, text } : undefined;
}

/** T3: what the exchange means is on disk when this resolves. */
export const record = (
  lane: Lane,
  { begun, verdict, at, retry }: Exchange,
  conclusion: Conclusion,
): Promise<void> => {
  const end = { state: verdict.attempt, at, reason: verdict.reason, retry };
  return conclude(lane.deps.store, { begun, channel: lane.channel.name, end }, conclusion);
};
