import PQueue from 'p-queue';
import type { Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
import type { Cancel } from '../../platform/clock.ts';
import type { Rows, StoredEpisode } from '../../store/store.ts';
import { edit, postExtra } from './edit.ts';
import { addExpired, expire, nextExpiry } from './expire.ts';
import { accepted, beginFirst, sendFirst } from './first.ts';
import { dueForHandOver, HAND_OVER_MS } from './hand-over.ts';
import { emptyState, type Lane, type LaneDeps, type LaneOptions, type Text } from './lane-state.ts';
import { viewOf } from './lane-view.ts';
import { homeOf, join } from './join.ts';
import { episodeChanged } from './living.ts';
import type { Begun } from '../ledger.ts';
import { nextMove, type Item, type Move } from '../next-move.ts';
import { perEvent } from './per-event.ts';
import { post, postAgain } from './post.ts';
import { addText, sendText } from './send-text.ts';
import { mustProbe, probe } from './trouble.ts';

/** When a lasting trouble makes another channel stand in. */
function nextHandOver({ fallback, state, deps }: Lane): number {
  const at = (state.trouble?.since ?? Infinity) + HAND_OVER_MS;
  return fallback === undefined || at <= deps.clock.elapsed() ? Infinity : at;
}

async function act(lane: Lane, move: Exclude<Move, { readonly is: 'wait' }>): Promise<void> {
  const { state } = lane;
  switch (move.is) {
    case 'again':
      return state.again && postAgain(lane, state.again);
    case 'text':
      return sendText(lane);
    case 'extra':
      return state.extras[0] && postExtra(lane, state.extras[0]);
    case 'edit': {
      const living = state.living.get(move.messageId);
      return living && edit(lane, living);
    }
    default: {
      const home = homeOf(lane, move);
      return home === undefined ? post(lane, move) : join(lane, home, move);
    }
  }
}

/** One step; the instant from which the next one makes sense. */
async function step(lane: Lane): Promise<number> {
  const { clock } = lane.deps;
  const first = await sendFirst(lane);
  if (first !== undefined) return first;
  await expire(lane);
  const due = dueForHandOver(lane, clock.elapsed());
  if (due.length > 0) await lane.deps.handOver(lane, due);
  const { trouble } = lane.state;
  if (trouble !== undefined && clock.elapsed() < trouble.until) {
    return Math.min(trouble.until, nextHandOver(lane), nextExpiry(lane));
  }
  if (trouble !== undefined && mustProbe(trouble)) {
    await probe(lane);
    return clock.elapsed();
  }
  const move = nextMove(viewOf(lane));
  if (move.is === 'wait') return Math.min(move.until, nextExpiry(lane));
  await act(lane, move);
  lane.deps.settled();
  return clock.elapsed();
}

/** The one queue of one destination: one request in flight, whatever it is about. */
export interface RunningLane {
  readonly lane: Lane;
  add(items: readonly Item[]): void;
  /** Inside T1: begins the first of these at once where it may be; the rest comes by `accepted`. */
  begin(rows: Rows, items: readonly Item[]): Promise<Begun | undefined>;
  /** T1 is on disk, with these events and what of them it has begun. */
  accepted(items: readonly Item[], begun: Begun | undefined): void;
  /** Events that were too old when they came: for the digest of what was missed. */
  addExpired(items: readonly Item[]): void;
  changed(episode: StoredEpisode): void;
  /** A reply or notice; resolves with how it ended, `undefined` when it was given up. */
  say(message: Message): Promise<Answer | undefined>;
  queue(text: Text): void;
  wake(): void;
  /** Takes no new step; resolves when the one in hand is done. */
  stop(): Promise<void>;
}

function alarmed(
  lane: Lane,
  queue: PQueue,
): { readonly wake: () => void; readonly stop: () => void } {
  const { clock, crash } = lane.deps;
  let alarm: Cancel = () => undefined;
  const wake = (): void => {
    // One step in hand and one waiting are enough: a step looks at all there is.
    if (!queue.isPaused && queue.size === 0) queue.add(run).catch(crash);
  };
  const run = async (): Promise<void> => {
    alarm();
    const until = await step(lane);
    const ms = until - clock.elapsed();
    if (ms <= 0) wake();
    else if (ms < Infinity) alarm = clock.after(ms, wake);
  };
  const stop = (): void => {
    queue.pause();
    alarm();
  };
  return { wake, stop };
}

/** Opens the lane of one channel. It does nothing until it is woken. */
export function runLane(options: LaneOptions, deps: LaneDeps): RunningLane {
  const lane: Lane = { ...options, deps, state: emptyState() };
  const { state } = lane;
  const queue = new PQueue({ concurrency: 1 });
  const { wake, stop } = alarmed(lane, queue);
  const woken = (change: () => void): void => {
    change();
    wake();
  };
  const queueText = (text: Text): void => woken(() => addText(state, text));
  return {
    lane,
    wake,
    add: (items) => woken(() => void (state.items = perEvent([...state.items, ...items]))),
    begin: async (rows, items) =>
      queue.pending > 0 || queue.isPaused ? undefined : beginFirst(lane, rows, items),
    accepted: (items, begun) => woken(() => accepted(lane, items, begun)),
    addExpired: (items) => woken(() => addExpired(lane, items)),
    changed: (episode) => woken(() => episodeChanged(lane, episode)),
    queue: queueText,
    say: (message) =>
      new Promise((done) => {
        queueText({ since: deps.clock.elapsed(), send: () => lane.channel.post(message), done });
      }),
    async stop() {
      stop();
      await queue.onPendingZero();
      // Its attempt is on disk: not to send it would leave it in doubt.
      await sendFirst(lane);
    },
  };
}
