import type { Notice } from '../alert/notice.ts';
import type { FeedState } from '../feed/feed.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Unwatched } from './catch-up/catch-up.ts';
import type { Live } from './parts.ts';

type Watching = Extract<Notice, { is: 'feed-watching' }>;

/** A broken line that is back sooner than this is told once it is back. */
const PATIENCE_MS = 10_000;
/** What breaks again so soon after it was told is told together with what else does. */
const OFTEN_MS = 600_000;
/** Unless it lasts so long: a dead line is told within 90 s (reliability.md). */
const LASTING_MS = 60_000;

/** What the feed's changes mean to the operator: told when they last, and when they end. */
export interface FeedVoice {
  /** `heardAt`: when anything was last heard while it watched. */
  heard(state: FeedState, heardAt: EpochMs | undefined): void;
  /** It watches again, and what became of the time in between is known. */
  back(unwatched: Unwatched): void;
  close(): void;
}

/** All that was not watched, and what is known to have been filled in. */
function together(all: readonly Unwatched[]): Pick<Watching, 'gaps' | 'filled'> {
  const filled = all.flatMap((one) => one.filled ?? []);
  return {
    gaps: all.flatMap(({ gap }) => gap ?? []),
    filled: filled.length === 0 ? undefined : filled.reduce((sum, count) => sum + count),
  };
}

type Told = Readonly<Pick<Live, 'feed' | 'rules' | 'stocks'>>;
type Tell = (notice: Notice) => void;

/** Tells that it watches, and what it did not: at once, or together with what follows soon. */
function watchingVoice(clock: Clock, live: Told, tell: Tell) {
  let untold: readonly Unwatched[] = [];
  let watched = false;
  /** When a gap was told last, on `Clock.elapsed`. */
  let toldAt = -Infinity;
  let later: Cancel | undefined;
  const restFor = (): number => Math.max(0, toldAt + OFTEN_MS - clock.elapsed());
  const tellAll = (): void => {
    later?.();
    later = undefined;
    // Lost again meanwhile: it is told with the end of that.
    if (live.feed.is !== 'watching') return;
    const { rules, stocks } = live;
    const first = { rules: rules.rules.length, stocks: stocks.size };
    tell({ is: 'feed-watching', watched: watched ? undefined : first, ...together(untold) });
    if (watched) toldAt = clock.elapsed();
    [untold, watched] = [[], true];
  };
  return {
    /** Whether that was ever told. */
    watched: () => watched,
    isResting: () => restFor() > 0,
    add(unwatched: Unwatched, atOnce: boolean): void {
      untold = [...untold, unwatched];
      if (atOnce || restFor() === 0) tellAll();
      else later ??= clock.after(restFor(), tellAll);
    },
    close: () => later?.(),
  };
}

export function feedVoice(clock: Clock, live: Told, tell: Tell): FeedVoice {
  const watching = watchingVoice(clock, live, tell);
  let lost: Cancel | undefined;
  let isLossTold = false;
  let closed = false;

  const connecting = (reason: string | undefined, heardAt: EpochMs | undefined): void => {
    const notice: Notice =
      watching.watched() && heardAt !== undefined
        ? { is: 'feed-lost', since: heardAt, reason }
        : { is: 'feed-connecting', reason };
    lost ??= clock.after(watching.isResting() ? LASTING_MS : PATIENCE_MS, () => {
      isLossTold = true;
      tell(notice);
    });
  };
  const done = (): void => {
    lost?.();
    lost = undefined;
  };
  return {
    heard(state, heardAt) {
      if (state.is === 'connecting') return connecting(state.reason, heardAt);
      done();
      if (state.is === 'stopped' && state.why !== 'closed')
        tell({ is: 'feed-stopped', why: state.why, reason: state.reason });
    },
    back(unwatched) {
      if (closed || (watching.watched() && unwatched.gap === undefined)) return;
      watching.add(unwatched, isLossTold);
      isLossTold = false;
    },
    close() {
      closed = true;
      done();
      watching.close();
    },
  };
}
