import type { Store } from '../../store/store.ts';
import type { Gap } from '../../store/watched.ts';
import type { EpochMs } from '../../vi/kst.ts';

/** When the broker was watched, on disk: what a restart knows of the time before it. */
export interface WatchBook {
  /** It is watched at this instant. */
  note(at: EpochMs): Promise<void>;
  /** It was not watched from the last instant noted until now: a gap, unless this is the first. */
  begin(at: EpochMs, reason: string): Promise<Pick<Gap, 'from' | 'to'> | undefined>;
}

export function watchBook(store: Store): WatchBook {
  return {
    note: (at) => store.transaction((rows) => rows.noteWatched(at)),
    begin: (at, reason) =>
      store.transaction(async (rows) => {
        const until = await rows.watchedUntil();
        await rows.noteWatched(at);
        if (until === undefined) return undefined;
        // A clock that was set back must not make a gap that ends before it begins.
        const span = { from: Math.min(until, at), to: at };
        await rows.addGap({ ...span, reason });
        return span;
      }),
  };
}
