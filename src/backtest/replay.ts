import type { Feed } from '../feed/feed.ts';
import type { Dispatch } from '../deliver/dispatch-state.ts';
import { stopDispatch } from '../deliver/dispatch.ts';
import type { Lane } from '../deliver/lane/lane-state.ts';
import { sleep, type Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import type { Pipeline } from './pipeline.ts';

/** A lone merged copy waits 300 ms: then all that came is with the lanes. */
const SETTLED_MS = 1_000;
/** A chat that does not answer is not waited for longer than its alerts are news. */
const PATIENCE_MS = 5 * 60_000;

const nothing = (): Promise<readonly never[]> => Promise.resolve([]);

/**
 * The same ledger, seen as one that has told nothing yet: what waits in it is a running bot's, and
 * what was told lately was told on another day than the recording's.
 */
export const untold = (store: Store): Store => ({
  ...store,
  rows: {
    ...store.rows,
    episodesSince: nothing,
    openAttempts: nothing,
    doubtfulEdits: nothing,
    recentAttempts: nothing,
    waiting: nothing,
    unlisted: nothing,
    messagesSince: nothing,
    told: nothing,
  },
});

/** A correction that a mute hides is put off again and again: it is not waited for. */
const hasWork = ({ state }: Lane, now: number): boolean =>
  state.again !== undefined ||
  [state.items, state.expired, state.texts, state.extras].some(({ length }) => length > 0) ||
  state.living.dirty().some(({ dirtySince = Infinity }) => dirtySince <= now);

async function untilTold({ lanes }: Dispatch, clock: Clock, signal: AbortSignal): Promise<void> {
  const latest = clock.elapsed() + PATIENCE_MS;
  do await sleep(clock, SETTLED_MS, signal);
  while (
    !signal.aborted &&
    clock.elapsed() < latest &&
    [...lanes.values()].some(({ lane }) => hasWork(lane, clock.elapsed()))
  );
}

/** Plays the feed to its end; resolves to how many frames came, or why none could. */
function playOut(feed: Feed, { intake }: Pipeline, signal: AbortSignal): Promise<number | string> {
  let frames = 0;
  return new Promise((resolve) => {
    const stop = (): void => resolve(frames);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    feed.open({
      frame(text, heardAt) {
        frames += 1;
        intake.frame(text, heardAt);
      },
      stocks: () => undefined,
      state: (state) => {
        if (state.is === 'stopped') resolve(frames === 0 ? state.reason : frames);
      },
    });
  });
}

/** Plays a recording through the pipeline, until all of it is told or `signal` aborts. */
export async function replay(
  feed: Feed,
  pipeline: Pipeline,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<number | string> {
  const frames = await playOut(feed, pipeline, signal);
  await feed.close();
  await untilTold(pipeline.dispatch, clock, signal);
  await pipeline.intake.close();
  await stopDispatch(pipeline.dispatch);
  return frames;
}
