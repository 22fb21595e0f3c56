import type { Answer } from '../../channel/channel.ts';
import { heed } from './aftermath.ts';
import { heldBack, retryOf } from './exchange.ts';
import type { Lane, LaneState, Text } from './lane-state.ts';
import { take, type Ticket } from '../limits.ts';
import { judge } from '../verdict.ts';

/** A reply or notice is no message of the ledger. */
const NO_MESSAGE = 0;
const NO_TRIES = { ambiguous: 1, refused: 1, plain: true };

/**
 * Notes the request before it leaves, so that a restart knows what the windows hold. A store that
 * takes no writes must not silence the notice that says so: it goes out unnoted.
 */
async function noted(lane: Lane, { send }: Text, ticket: Ticket): Promise<Answer> {
  const { channel, deps } = lane;
  const { rows } = deps.store;
  const attempt = { messageId: NO_MESSAGE, channel: channel.name, op: 'post' } as const;
  const id = await rows.openAttempt(attempt, deps.clock.now()).catch(() => undefined);
  const answer = heldBack(ticket, deps.clock.elapsed()) ?? (await send());
  const at = deps.clock.now();
  const end = { state: judge(answer, NO_TRIES).attempt, at, retry: retryOf(answer, at) };
  if (id !== undefined) await rows.closeAttempt(id, end).catch(() => undefined);
  return answer;
}

/**
 * The same text, where it is sent again: it did not arrive, or is in doubt for the first time.
 * `isMoved`: the chat has another id than when it left.
 */
function again(text: Text, { is }: Answer, isMoved: boolean): Text | undefined {
  if (is === 'wait' || (is === 'moved' && isMoved)) return text;
  if (text.stays !== true) return undefined;
  if (is === 'ambiguous') return text.doubtful === true ? undefined : { ...text, doubtful: true };
  const isDown = is === 'not-sent' || is === 'destination-down' || is === 'token-down';
  return isDown ? text : undefined;
}

/** What the answer says of the chat. */
function heedText({ stays }: Text, lane: Lane, answer: Answer, now: number): void {
  if (stays === true) heed(lane, answer, judge(answer, NO_TRIES), now);
  else if (answer.is === 'moved') lane.deps.moved(lane.channel, answer.to);
}

/** The oldest reply or notice, in the lane's turn. One that is to be sent again is the next. */
export async function sendText(lane: Lane): Promise<void> {
  const { state, deps, channel } = lane;
  const [text, ...rest] = state.texts;
  if (text === undefined) return;
  state.texts = rest;
  const { chat } = channel;
  const ticket = take(deps.limits, channel.limits.post);
  const answer = await noted(lane, text, ticket);
  const now = deps.clock.elapsed();
  ticket.settle(now);
  if (answer.is === 'wait') ticket.hold(answer.scope, now + answer.ms);
  heedText(text, lane, answer, now);
  const next = again(text, answer, channel.chat !== chat);
  if (next === undefined) return text.done(answer);
  state.texts = [next, ...state.texts];
}

/** So many may wait for a chat that takes nothing; of more, the oldest are given up. */
const MOST_TEXTS = 50;

/** Queues a reply or notice; one that is given up for it hears `undefined`. */
export function addText(state: LaneState, text: Text): void {
  const all = [...state.texts, text];
  const given = all.slice(0, Math.max(all.length - MOST_TEXTS, 0));
  state.texts = all.slice(given.length);
  for (const { done } of given) done(undefined);
}
