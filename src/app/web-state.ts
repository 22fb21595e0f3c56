import type { FeedState } from '../feed/feed.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { WebState, WebStatus } from '../web/web-state.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly startedAt: EpochMs;
  readonly rows: WebStatus['rows'];
  feed(): FeedState;
}

const EVENTS_SHOWN = 20;

async function takesWrites({ rows }: Store, now: EpochMs): Promise<boolean> {
  try {
    await rows.keep('last-probe', String(now));
    return true;
  } catch {
    return false;
  }
}

/** What the web pages ask, answered by the ledger and the feed. */
export const webState = ({ store, clock, startedAt, rows, feed }: Parts): WebState => ({
  ready: async () => ({
    feed: feed().is === 'watching',
    store: await takesWrites(store, clock.now()),
  }),
  outcomes: () => store.rows.counts(),
  status: async () => ({
    feed: feed(),
    startedAt,
    rows,
    lastEvents: (await store.rows.lastEvents(EVENTS_SHOWN)).map(({ event }) => event),
  }),
});
