import { backOff } from '../../platform/back-off.ts';
import type { Lane, Trouble } from './lane-state.ts';

const LONGEST_BACK_OFF_MS = 30_000;
const PROBE_MS = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000];
/** The chat's new id is asked after a breath. */
const MOVED_MS = 1_000;
/** The operator hears of a failing destination well within the promised 90 s. */
const TELL_AFTER_MS = 45_000;
/** From the second failure on a harmless request goes first, so that no alert is spent on a probe. */
const PROBE_FROM = 2;

const nth = (list: readonly number[], index: number): number =>
  list[Math.min(index, list.length - 1)] ?? 0;

const tell = (lane: Lane, reason: string): void =>
  lane.deps.report({
    is: 'destination-paused',
    channel: lane.channel.name,
    reason,
    waiting: lane.state.items.length,
  });

/** One more failure that puts the destination in doubt. */
export function failed(lane: Lane, reason: string, now: number): void {
  const before = lane.state.trouble;
  const failures = (before?.failures ?? 0) + 1;
  const since = before?.since ?? now;
  const told = before?.told ?? false;
  const due = !told && now - since >= TELL_AFTER_MS;
  if (due) tell(lane, reason);
  lane.state.trouble = {
    failures,
    since,
    until: now + backOff(failures, LONGEST_BACK_OFF_MS),
    down: undefined,
    probed: false,
    told: told || due,
  };
}

const resting = (before: Trouble | undefined, reason: string, now: number): Trouble => {
  const failures = before?.down === undefined ? 1 : before.failures + 1;
  const until = now + nth(PROBE_MS, failures - 1);
  return { failures, since: before?.since ?? now, until, down: reason, probed: false, told: true };
};

/**
 * They take nothing at all: rest and probe after 1, 5, 15, then every 60 minutes. All rest before
 * the first is told of, so that no notice goes where nothing arrives.
 */
export function rest(lanes: readonly Lane[], reason: string, now: number): void {
  const news = lanes.filter(({ state }) => state.trouble?.down === undefined);
  for (const { state } of lanes) state.trouble = resting(state.trouble, reason, now);
  for (const lane of news) tell(lane, reason);
}

/** A message was accepted: whatever was wrong is over. */
export function recovered(lane: Lane): void {
  const told = lane.state.trouble?.told ?? false;
  lane.state.trouble = undefined;
  if (told) lane.deps.report({ is: 'destination-back', channel: lane.channel.name });
}

/** Whether a harmless request has to go before the next message. */
export const mustProbe = ({ down, failures, probed }: Trouble): boolean =>
  !probed && (down !== undefined || failures >= PROBE_FROM);

/**
 * Asks the platform without sending anything; what it says decides whether the lane goes on. Only
 * an accepted message ends the trouble, for a chat may pass the question and refuse the message.
 */
export async function probe(lane: Lane): Promise<void> {
  const { chat } = lane.channel;
  const answer = await lane.channel.check();
  const now = lane.deps.clock.elapsed();
  if (answer.is === 'moved') lane.deps.moved(lane.channel, answer.to);
  if (lane.channel.chat !== chat) return probeSoon(lane, now + MOVED_MS);
  const { trouble } = lane.state;
  if (answer.is === 'accepted') {
    lane.state.trouble = trouble && { ...trouble, probed: true };
    return;
  }
  const reason = 'reason' in answer ? answer.reason : answer.is;
  const down = answer.is === 'destination-down' || answer.is === 'token-down';
  if (down || trouble?.down !== undefined) rest([lane], reason, now);
  else failed(lane, reason, now);
}

/** At a reload, at `vigil retry`, or when a listed person writes there: ask at once. */
export function probeSoon(lane: Lane, at: number): void {
  const { trouble } = lane.state;
  if (trouble !== undefined) lane.state.trouble = { ...trouble, until: at };
}
