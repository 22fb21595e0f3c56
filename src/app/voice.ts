import type { Notice } from '../alert/notice.ts';
import type { FeedState } from '../feed/feed.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Unwatched } from './catch-up/catch-up.ts';
import type { Live } from './parts.ts';

/** A broken line that is back sooner than this is told once it is back. */
const PATIENCE_MS = 10_000;

/** What the feed's changes mean to the operator: told when they last, and when they end. */
export interface FeedVoice {
  /** `heardAt`: when anything was last heard while it watched. */
  heard(state: FeedState, heardAt: EpochMs | undefined): void;
  /** It watches again, and what became of the time in between is known. */
  back(unwatched: Unwatched): void;
  close(): void;
}

export function feedVoice(
  clock: Clock,
  live: Readonly<Pick<Live, 'rules' | 'stocks'>>,
  tell: (notice: Notice) => void,
): FeedVoice {
  let cancel: Cancel | undefined;
  let watched = false;
  let closed = false;

  const connecting = (reason: string | undefined, heardAt: EpochMs | undefined): void => {
    if (cancel !== undefined) return;
    const notice: Notice =
      watched && heardAt !== undefined
        ? { is: 'feed-lost', since: heardAt, reason }
        : { is: 'feed-connecting', reason };
    cancel = clock.after(PATIENCE_MS, () => tell(notice));
  };
  const done = (): void => {
    cancel?.();
    cancel = undefined;
  };
  return {
    heard(state, heardAt) {
      if (state.is === 'connecting') return connecting(state.reason, heardAt);
      done();
      if (state.is === 'stopped' && state.why !== 'closed')
        tell({ is: 'feed-stopped', why: state.why, reason: state.reason });
    },
    back({ gap, filled }) {
      if (closed || (watched && gap === undefined)) return;
      const { rules, stocks } = live;
      const first = { rules: rules.rules.length, stocks: stocks.size };
      tell({ is: 'feed-watching', watched: watched ? undefined : first, gap, filled });
      watched = true;
    },
    close() {
      closed = true;
      done();
    },
  };
}
