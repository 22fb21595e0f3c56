import type { Notice } from '../alert/notice.ts';
import type { Dispatch } from './dispatch-state.ts';
import type { RunningLane } from './lane/lane.ts';

/** The channel for a notice: the operator's, else one that works, each tried once. */
function laneFor(
  { options, lanes }: Dispatch,
  tried: ReadonlySet<RunningLane>,
): RunningLane | undefined {
  const healthy = [...lanes.values()].filter(
    (running) => running.lane.state.trouble === undefined && !tried.has(running),
  );
  const own = healthy.find(({ lane }) => lane.channel.name === options.operator);
  // Where nothing works it waits, and is told when the operator's channel is back.
  const waiting = tried.size === 0 ? lanes.get(options.operator) : undefined;
  return own ?? healthy[0] ?? waiting;
}

async function tell(
  dispatch: Dispatch,
  notice: Notice,
  tried: ReadonlySet<RunningLane>,
): Promise<void> {
  const { outlets, writer } = dispatch.options;
  const lane = laneFor(dispatch, tried);
  const outlet = outlets.find(({ channel }) => channel === lane?.lane.channel);
  if (lane === undefined || outlet === undefined) return;
  const answer = await lane.say(writer.notice(notice, outlet.settings.locale));
  if (answer?.is !== 'accepted') await tell(dispatch, notice, new Set([...tried, lane]));
}

/**
 * Tells the operator, through another channel where theirs is in trouble or has not taken it:
 * better told twice than not at all.
 */
export const notify = (dispatch: Dispatch, notice: Notice): void => {
  tell(dispatch, notice, new Set()).catch(dispatch.options.crash);
};
