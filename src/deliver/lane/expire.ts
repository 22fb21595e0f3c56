import { happenedAt } from '../../vi/episode.ts';
import { takeOff } from './aftermath.ts';
import type { Again, Lane } from './lane-state.ts';
import { keysOf } from '../ledger.ts';
import type { Item } from '../next-move.ts';
import { byAge } from './screen.ts';

/** Notes events for the digest of what was missed. */
export function addExpired({ state, deps }: Lane, items: readonly Item[]): void {
  state.expired = [...state.expired, ...items];
  state.expiredAt = deps.clock.elapsed();
}

/** News that waited too long is no news any more. */
async function expireItems(lane: Lane): Promise<void> {
  const { state, deps, channel } = lane;
  const at = deps.clock.now();
  const { old } = byAge(lane, state.items);
  if (old.length > 0) {
    const ending = {
      outcome: 'expired',
      reason: state.trouble?.down ?? 'waited too long',
      at,
    } as const;
    const keys = keysOf(old, channel.name);
    await deps.store.transaction(async (rows) => {
      // A message that was refused before a restart may still hold them: a list takes them now.
      await rows.bind(keys, undefined);
      await rows.settle(keys, ending);
    });
    takeOff(lane, old);
    addExpired(lane, old);
  }
}

/** The message that is tried again, unless it only lists what expired: that is of any age. */
const newsAgain = ({ state: { again } }: Lane): Again | undefined =>
  again?.begun.draft.form === 'expired' ? undefined : again;

/** A repeat that came too late ends as what its tries make it. */
async function expireAgain(lane: Lane): Promise<void> {
  const { state, deps, channel } = lane;
  const at = deps.clock.now();
  const again = newsAgain(lane);
  if (again === undefined || byAge(lane, again.begun.items).fresh.length > 0) return;
  const { items } = again.begun;
  const outcome = again.tries.ambiguous > 0 ? 'unknown' : 'expired';
  const ending = { outcome, reason: 'no answer; too old to repeat', at } as const;
  const keys = keysOf(items, channel.name);
  await deps.store.transaction(async (rows) => {
    // What did not arrive is in no message: a restart lists it too.
    if (outcome === 'expired') await rows.bind(keys, undefined);
    await rows.settle(keys, ending);
  });
  state.again = undefined;
  if (outcome === 'expired') addExpired(lane, items);
}

/** Ends what is too old to tell: news that waited too long, and repeats that came too late. */
export async function expire(lane: Lane): Promise<void> {
  await expireItems(lane);
  await expireAgain(lane);
}

/** When the next event that waits, or the whole of a repeat, stops being news; monotonic. */
export function nextExpiry(lane: Lane): number {
  const { state, deps, destination } = lane;
  const left = ({ event }: Item): number =>
    happenedAt(event) + destination.usefulFor - deps.clock.now();
  const again = newsAgain(lane)?.begun.items ?? [];
  const repeat = again.length === 0 ? Infinity : Math.max(...again.map(left));
  const next = Math.min(repeat, ...state.items.map(left));
  return deps.clock.elapsed() + Math.max(0, next) + 1;
}
