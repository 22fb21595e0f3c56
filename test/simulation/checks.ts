import { accepted, events, listed, liveness, mutedRightly, sum, told } from './checks-ledger.ts';
import { capacity, edits, isolation, notices, operator, replies } from './checks-people.ts';
import { cooldown, copies, limit, order, seenTwice, windows } from './checks-sending.ts';
import { gather, type Check } from './evidence.ts';
import { violate } from './story.ts';
import type { World } from './world.ts';

/**
 * The invariants of reliability.md that the whole run is held against. `attempt-first`, `mute`,
 * `freshness`, `retry-time`, `settled` and `no-fault` are asserted while it runs (watch.ts, world.ts).
 */
const CHECKS: Readonly<Record<string, Check>> = {
  sum,
  events,
  liveness,
  told,
  accepted,
  copies,
  'seen-twice': seenTwice,
  order,
  windows,
  'muted-rightly': mutedRightly,
  cooldown,
  limit,
  listed,
  isolation,
  capacity,
  edits,
  replies,
  notices,
  operator,
};

/** Holds the whole run against every promise. */
export async function checkAll(world: World): Promise<void> {
  const evidence = await gather(world);
  for (const [name, check] of Object.entries(CHECKS))
    for (const detail of check(evidence)) violate(world, name, detail);
}
