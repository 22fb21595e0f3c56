import type { Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
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
import type { Ticket } from '../limits.ts';
import { nextMove, type Item, type Move } from '../next-move.ts';
import { perEvent } from './per-event.ts';
import { post, postAgain } from './post.ts';
import { addText, sendText } from './send-text.ts';
import { stepping, type Rest } from './stepping.ts';
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

/** What comes before any move; a rest, where the destination is in trouble. */
async function prepare(lane: Lane): Promise<Rest | undefined> {
  const { clock } = lane.deps;
  const first = await sendFirst(lane);
  if (first !== undefined) return { until: first };
  await expire(lane);
  const due = dueForHandOver(lane, clock.elapsed());
  if (due.length > 0) await lane.deps.handOver(lane, due);
  const { trouble } = lane.state;
  if (trouble === undefined) return undefined;
  if (clock.elapsed() < trouble.until) {
    return { until: Math.min(trouble.until, nextHandOver(lane), nextExpiry(lane)) };
  }
  if (!mustProbe(trouble)) return undefined;
  await probe(lane);
  return { until: clock.elapsed() };
}

/** One step, with the place that was given for it; how long to rest before the next. */
async function step(lane: Lane, place: Ticket | undefined): Promise<Rest> {
  const { clock, turns } = lane.deps;
  const rest = await prepare(lane);
  // From here to where the request takes it nothing is awaited: nobody else can get this place.
  place?.cancel();
  const move = rest === undefined ? nextMove(viewOf(lane)) : undefined;
  if (move !== undefined && move.is !== 'wait') await act(lane, move);
  turns.look();
  if (rest !== undefined) return rest;
  if (move?.is !== 'wait') return { until: clock.elapsed() };
  const until = move.slot === undefined ? move.until : Infinity;
  return { until: Math.min(until, nextExpiry(lane)), slot: move.slot };
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
  /**
   * A notice; resolves with how it ended, `undefined` when it was given up. `stays`: it waits until
   * the chat takes it.
   */
  say(message: Message, stays?: boolean): Promise<Answer | undefined>;
  queue(text: Text): void;
  wake(): void;
  /** Takes no new step; resolves when the one in hand is done. */
  stop(): Promise<void>;
}

/** Opens the lane of one channel. It does nothing until it is woken. */
export function runLane(options: LaneOptions, deps: LaneDeps): RunningLane {
  const lane: Lane = { ...options, deps, state: emptyState(deps.registry) };
  const { state } = lane;
  const { wake, isFree, stop } = stepping(lane, step);
  const woken = (change: () => void): void => {
    change();
    wake();
  };
  const queueText = (text: Text): void => woken(() => addText(state, text));
  return {
    lane,
    wake,
    add: (items) => woken(() => void (state.items = perEvent([...state.items, ...items]))),
    begin: async (rows, items) => (isFree() ? beginFirst(lane, rows, items) : undefined),
    accepted: (items, begun) => woken(() => accepted(lane, items, begun)),
    addExpired: (items) => woken(() => addExpired(lane, items)),
    changed: (episode) => woken(() => episodeChanged(lane, episode)),
    queue: queueText,
    say: (message, stays = false) =>
      new Promise((done) => {
        const send = (): Promise<Answer> => lane.channel.post(message);
        queueText({ since: deps.clock.elapsed(), stays, send, done });
      }),
    async stop() {
      await stop();
      // Its attempt is on disk: not to send it would leave it in doubt.
      await sendFirst(lane);
    },
  };
}
