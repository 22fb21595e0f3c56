import type { Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
import type { Answering } from '../../channel/incoming.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { laneOf } from '../../deliver/dispatch.ts';
import { block, earliest, take } from '../../deliver/limits.ts';
import { sleep } from '../../platform/clock.ts';

const PATIENCE_MS = 60_000;

/** In a chat that no channel writes to: within its windows, but in no lane. */
async function answerAlone(
  { deps }: Dispatch,
  incoming: Answering,
  message: Message,
): Promise<Answer> {
  const { clock, limits } = deps;
  const { windows } = incoming;
  const began = clock.elapsed();
  for (;;) {
    const now = clock.elapsed();
    const at = earliest(limits, windows, 'reply', now);
    if (at > now) {
      await sleep(clock, Math.min(at - now, 1_000));
      continue;
    }
    const ticket = take(limits, windows);
    const answer = await incoming.answer(message);
    ticket.settle(clock.elapsed());
    if (answer.is !== 'wait' || clock.elapsed() - began > PATIENCE_MS) return answer;
    for (const { scope } of windows) block(limits, scope, clock.elapsed() + answer.ms);
  }
}

/** Answers where it was said: in its lane's turn, so that alerts go first and windows hold. */
export function reply(
  dispatch: Dispatch,
  incoming: Answering,
  message: Message,
): Promise<Answer | undefined> {
  const lane = laneOf(dispatch, incoming.chat);
  // What counts in no window (Slack's response_url) need not wait for its turn.
  if (lane === undefined || incoming.windows.length === 0)
    return answerAlone(dispatch, incoming, message);
  return new Promise((done) => {
    lane.queue({
      since: dispatch.deps.clock.elapsed(),
      send: () => incoming.answer(message),
      done,
    });
  });
}
