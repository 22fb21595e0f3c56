import type { EpochMs } from '../vi/kst.ts';
import type { Lane, LaneDeps } from './lane/lane-state.ts';
import { block, recall } from './limits.ts';

/** The longest window of any channel, as long as somebody may have made it; ms. */
const longestWindow = (lanes: readonly Lane[]): number =>
  lanes
    .flatMap(({ channel: { limits } }) => [...limits.post, ...limits.edit])
    .reduce((longest, { ms }) => Math.max(longest, ms), 0);

/** What earlier requests still take of the windows, and what a 429 forbade. */
export async function restoreWindows(deps: LaneDeps, lanes: readonly Lane[]): Promise<void> {
  const [now, wall] = [deps.clock.elapsed(), deps.clock.now()];
  // Rounded up: the last quarter of a microsecond of an instant is not exact. What was counted
  // later than now was so on a clock that was set back since.
  const counted = (at: EpochMs): number => Math.ceil(now + Math.min(at - wall, 0));
  const since = wall - longestWindow(lanes);
  for (const attempt of await deps.store.rows.recentAttempts(since)) {
    const lane = lanes.find(({ channel }) => channel.name === attempt.channel);
    if (lane === undefined) continue;
    const windows = lane.channel.limits[attempt.op];
    const at = counted(attempt.countedAt);
    recall(deps.limits, windows, at);
    const { retry } = attempt;
    if (retry === undefined) continue;
    for (const { scope } of windows) {
      const isHeld = retry.scope === undefined || retry.scope === scope;
      if (isHeld) block(deps.limits, scope, Math.ceil(at + retry.at - attempt.countedAt));
    }
  }
}
