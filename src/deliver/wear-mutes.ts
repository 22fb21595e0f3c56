import type { Rows } from '../store/store.ts';
import { happenedAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { EpochMs } from '../vi/kst.ts';
import { hides, type Mute } from '../vi/mute.ts';
import { countedMutes, type Circumstances, type Planned } from './plan.ts';

/** The exchange tells the second, and a frame may be late: a mute counts from a little before. */
const SAME_MOMENT_MS = 60_000;

/** What was heard of long ago hides as well, but it is none of the next few that were meant. */
const isNext = (event: ViEvent, { createdAt }: Mute): boolean =>
  happenedAt(event) > createdAt - SAME_MOMENT_MS;

/** Counts down the mutes that hide the next N, and ends those that reached N. */
async function countDown(
  rows: Rows,
  decisions: readonly Planned[],
  mutes: readonly Mute[],
  at: EpochMs,
): Promise<void> {
  for (const mute of countedMutes(decisions, mutes)) {
    const left = (mute.nextLeft ?? 1) - 1;
    await rows.countDown(mute.id, left);
    if (left === 0) await rows.endMutes([mute.id], 'count', at);
  }
}

/** The running or next release of a stock ends the mutes that wait for it. */
async function endWithRelease(
  rows: Rows,
  event: ViEvent,
  { mutes, watchlists, now }: Circumstances,
): Promise<void> {
  if (event.event !== 'release') return;
  const ended = mutes.filter((mute) => {
    const chat = mute.scope.is === 'chat' ? mute.scope.chat : '';
    const subject = { stock: event.stock, rule: '', watchlists, chat };
    return mute.untilRelease && hides(mute, subject, now);
  });
  await rows.endMutes(
    ended.map(({ id }) => id),
    'release',
    now,
  );
}

/** What one event takes of the mutes besides time: of those of the next few, and until a release. */
export async function wearMutes(
  rows: Rows,
  event: ViEvent,
  decisions: readonly Planned[],
  by: Circumstances,
): Promise<void> {
  const next = by.mutes.filter((mute) => isNext(event, mute));
  await countDown(rows, decisions, next, by.now);
  await endWithRelease(rows, event, by);
}
