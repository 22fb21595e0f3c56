import type { Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
import type { Answering } from '../../channel/incoming.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { laneOf } from '../../deliver/dispatch.ts';
import { turn } from '../../deliver/turns.ts';
import { sleep } from '../../platform/clock.ts';

/** Nobody reads a later answer, and the chat's next command is not heard before. */
const PATIENCE_MS = 60_000;

/** In a chat that no channel writes to: within its windows, but in no lane. */
async function answerAlone(
  { deps }: Dispatch,
  incoming: Answering,
  message: Message,
): Promise<Answer> {
  const { clock, turns } = deps;
  const { windows } = incoming;
  const began = clock.elapsed();
  for (;;) {
    const place = await turn(turns, { windows, use: 'reply', backlog: 0, servedAt: -Infinity });
    const answer = await incoming.answer(message);
    const now = clock.elapsed();
    place.settle(now);
    if (answer.is === 'wait') place.hold(answer.scope, now + answer.ms);
    turns.look();
    if (answer.is !== 'wait' || now + answer.ms - began > PATIENCE_MS) return answer;
    // What counts in no window is held back by none.
    await sleep(clock, answer.ms);
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
