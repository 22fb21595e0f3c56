import type { Notice } from '../alert/notice.ts';
import type { FeedState } from '../feed/feed.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import type { EpochMs } from '../vi/kst.ts';

/** A broken line that is back sooner than this is nobody's concern. */
const PATIENCE_MS = 10_000;

/** What the feed's changes mean to the operator: told when they last, and when they end. */
export interface FeedVoice {
  heard(state: FeedState): void;
  close(): void;
}

interface Lost {
  readonly since: EpochMs;
  told: boolean;
}

export function feedVoice(clock: Clock, tell: (notice: Notice) => void): FeedVoice {
  let lost: Lost | undefined;
  let watched = false;
  let cancel: Cancel = () => undefined;

  const connecting = (reason: string | undefined): void => {
    if (lost !== undefined) return;
    const gap: Lost = { since: clock.now(), told: false };
    lost = gap;
    cancel = clock.after(PATIENCE_MS, () => {
      gap.told = true;
      tell(
        watched ? { is: 'feed-lost', since: gap.since, reason } : { is: 'feed-connecting', reason },
      );
    });
  };
  const watching = (): void => {
    cancel();
    const gap = watched && lost?.told ? { from: lost.since, to: clock.now() } : undefined;
    if (!watched || lost?.told) tell({ is: 'feed-watching', gap, filled: undefined });
    watched = true;
    lost = undefined;
  };
  return {
    heard(state) {
      if (state.is === 'connecting') return connecting(state.reason);
      if (state.is === 'watching') return watching();
      cancel();
      if (state.why !== 'closed')
        tell({ is: 'feed-stopped', why: state.why, reason: state.reason });
    },
    close: () => cancel(),
  };
}
