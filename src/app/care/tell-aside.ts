import type { Notice } from '../../alert/notice.ts';
import type { Dispatch, Outlet } from '../../deliver/dispatch-state.ts';
import { answered, earliest, take } from '../../deliver/limits.ts';
import { isWanted, noticeFor } from '../../deliver/notify.ts';
import { sleep } from '../../platform/clock.ts';

/** A request that is on its way is answered by then; what is longer on its way never left. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 1_000;

/** The operator's channel first, and none that is in trouble. */
function speakers({ options, lanes }: Dispatch): readonly Outlet[] {
  const healthy = options.outlets.filter(
    ({ channel }) => lanes.get(channel.name)?.lane.state.trouble === undefined,
  );
  const isOperator = ({ channel }: Outlet): boolean => channel.name === options.operator;
  return [...healthy.filter(isOperator), ...healthy.filter((outlet) => !isOperator(outlet))];
}

async function untilLawful({ deps }: Dispatch, { channel }: Outlet): Promise<void> {
  const { clock, limits } = deps;
  const began = clock.elapsed();
  for (;;) {
    const now = clock.elapsed();
    const known = now - began < PATIENCE_MS ? limits : answered(limits);
    const at = earliest(known, channel.limits.post, 'reply', now);
    if (at <= now) return;
    await sleep(clock, Math.min(at - now, LOOK_MS));
  }
}

async function say(dispatch: Dispatch, outlet: Outlet, notice: Notice): Promise<boolean> {
  const { deps } = dispatch;
  const { channel } = outlet;
  const message = noticeFor(dispatch, outlet, notice);
  if (message === undefined) return false;
  await untilLawful(dispatch, outlet);
  const ticket = take(deps.limits, channel.limits.post);
  const answer = await channel.post(message);
  const now = deps.clock.elapsed();
  ticket.settle(now);
  if (answer.is === 'wait') ticket.hold(answer.scope, now + answer.ms);
  if (answer.is === 'moved') deps.moved(channel, answer.to);
  return answer.is === 'accepted';
}

/**
 * Tells the operator past the lanes, for a lane that waits for the store sends nothing. Resolves to
 * whether any channel took it, or need not.
 */
export async function tellAside(dispatch: Dispatch, notice: Notice): Promise<boolean> {
  if (!isWanted(dispatch, notice)) return true;
  for (const outlet of speakers(dispatch)) {
    if (await say(dispatch, outlet, notice)) return true;
  }
  return false;
}
