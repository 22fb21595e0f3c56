import type { Rows } from '../../store/store.ts';
import { beginIn, type Begun } from '../ledger.ts';
import { take } from '../limits.ts';
import { nextMove, type Item, type Telling } from '../next-move.ts';
import { homeOf } from './join.ts';
import type { Lane } from './lane-state.ts';
import { viewOf } from './lane-view.ts';
import { perEvent, without } from './per-event.ts';
import { beginningOf, postBegun } from './post.ts';
import { byAge } from './screen.ts';

/** T1 is over within this, or the disk refuses it: then the lane waits no longer for it. */
const CLAIM_MS = 100;

/** The move that tells the first of these at once, where nothing stands before it. */
function unhurried(lane: Lane, items: readonly Item[]): Telling | undefined {
  const { state } = lane;
  const busy = state.first !== undefined || state.trouble !== undefined || state.items.length > 0;
  if (busy || byAge(lane, items).old.length > 0) return undefined;
  const view = viewOf({ ...lane, state: { ...state, items } });
  // How many fit one digest can be asked once they are known; it hurries none that goes alone.
  const move = nextMove({ ...view, fits: (some) => some.length });
  return move.is === 'alert' && homeOf(lane, move) === undefined ? move : undefined;
}

/** Gives back a claim that T1 did not make good: the disk refused it. */
function letGo({ state }: Lane): void {
  if (state.first === undefined || state.first.begun !== undefined) return;
  state.first.ticket.cancel();
  state.first = undefined;
}

/**
 * Writes the attempt of the first of these events in the very transaction that accepts them (T1 of
 * reliability.md), when its request may leave at once: an unhurried alert costs one sync. The lane
 * is claimed until that is on disk. T1 may be done anew, so an earlier claim is given back.
 */
export async function beginFirst(
  lane: Lane,
  rows: Rows,
  items: readonly Item[],
): Promise<Begun | undefined> {
  letGo(lane);
  const move = unhurried(lane, items);
  if (move === undefined) return undefined;
  const ticket = take(lane.deps.limits, lane.channel.limits.post);
  lane.state.first = { ticket, since: lane.deps.clock.elapsed(), begun: undefined };
  return beginIn(rows, beginningOf(lane, move));
}

/** What T1 brought, now that it is on disk. */
export function accepted(lane: Lane, items: readonly Item[], begun: Begun | undefined): void {
  const { state, deps, channel } = lane;
  if (begun === undefined) letGo(lane);
  else {
    const ticket = state.first?.ticket ?? take(deps.limits, channel.limits.post);
    state.first = { ticket, since: deps.clock.elapsed(), begun };
  }
  state.items = perEvent([...state.items, ...without(items, begun?.items ?? [])]);
}

/** Sends what T1 holds; `undefined` when there is nothing of that kind, or until when to wait. */
export async function sendFirst(lane: Lane): Promise<number | undefined> {
  const { first } = lane.state;
  if (first === undefined) return undefined;
  const now = lane.deps.clock.elapsed();
  if (first.begun === undefined) {
    if (now < first.since + CLAIM_MS) return first.since + CLAIM_MS;
    letGo(lane);
    return undefined;
  }
  lane.state.first = undefined;
  await postBegun(lane, first.begun, first.ticket);
  return lane.deps.clock.elapsed();
}
