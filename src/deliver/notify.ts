import type { Message } from '../alert/message.ts';
import { NOTICE_KIND, type Notice } from '../alert/notice.ts';
import type { Dispatch, Outlet } from './dispatch-state.ts';
import type { RunningLane } from './lane/lane.ts';
import { voiced } from './loudness.ts';

/** A notice as a channel wants it now; `undefined`: its settings turn this kind off. */
export function noticeFor(
  { options }: Dispatch,
  { settings }: Outlet,
  notice: Notice,
): Message | undefined {
  const message = options.writer.notice(notice, settings.locale);
  const kind = NOTICE_KIND[notice.is];
  return kind === undefined ? message : voiced(message, settings, kind, options.clock.now());
}

/** Somebody who may be told, and what. */
interface Listener {
  readonly running: RunningLane;
  readonly message: Message;
}

/** Every lane whose channel wants to be told of this, the operator's first. */
function listeners(dispatch: Dispatch, notice: Notice): readonly Listener[] {
  const { lanes, options } = dispatch;
  const all = options.outlets.flatMap((outlet) => {
    const running = lanes.get(outlet.channel.name);
    const message = noticeFor(dispatch, outlet, notice);
    return running === undefined || message === undefined ? [] : [{ running, message }];
  });
  const isOperator = ({ running }: Listener): boolean =>
    running.lane.channel.name === options.operator;
  return [...all.filter(isOperator), ...all.filter((one) => !isOperator(one))];
}

/**
 * Tells the first that works. The last one to be tried keeps it until it takes it; where nothing
 * works that is the operator's channel.
 */
async function tell(
  dispatch: Dispatch,
  notice: Notice,
  tried: ReadonlySet<RunningLane>,
): Promise<void> {
  const all = listeners(dispatch, notice);
  const works = ({ running }: Listener): boolean =>
    running.lane.state.trouble === undefined && !tried.has(running);
  const [to = all[0], next] = all.filter(works);
  if (to === undefined) return;
  const isLast = next === undefined;
  const answer = await to.running.say(to.message, isLast);
  if (!isLast && answer?.is !== 'accepted')
    await tell(dispatch, notice, new Set([...tried, to.running]));
}

/** Whether the operator wants to hear of it: where they do not, nobody hears it in their place. */
export function isWanted(dispatch: Dispatch, notice: Notice): boolean {
  const { outlets, operator } = dispatch.options;
  const own = outlets.find(({ channel }) => channel.name === operator);
  return own === undefined || noticeFor(dispatch, own, notice) !== undefined;
}

/**
 * Tells the operator, through another channel where theirs is in trouble or has not taken it:
 * better told twice than not at all.
 */
export const notify = (dispatch: Dispatch, notice: Notice): void => {
  if (!isWanted(dispatch, notice)) return;
  tell(dispatch, notice, new Set()).catch(dispatch.options.crash);
};
