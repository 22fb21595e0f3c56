import type { Clock } from '../platform/clock.ts';
import type { Reading, ViEvent } from '../vi/event.ts';
import { addDays, dayOf, type Day, type EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import { hear, settle } from './hear.ts';
import type { Known } from './known.ts';
import { giveUp, type Moment, type Step } from './moment.ts';
import { momentsKept } from './moments.ts';
import { timersOf } from '../platform/timers.ts';
import { dayHeard, momentKey, type TrackedEpisode, type TrackerOutput } from './tracked-episode.ts';

/** How long a lone merged copy waits for the one that says its venue (kiwoom.md 1). */
const WAIT_MS = 300;
/** How long an interruption may last before its release counts as unheard (kiwoom.md 1). */
const RELEASE_DUE_MS = 210_000;

/** Makes events of readings: each trigger and each release of each venue once. */
export interface Tracker {
  /** Tells what is new of this reading, now or within 300 ms. */
  hear(reading: Reading, heardAt: EpochMs, source: ViEvent['source']): void;
  /** Takes up episodes from the store, so that repeats after a restart add nothing. */
  restore(episodes: readonly TrackedEpisode[]): void;
  /** All that it knows of this day, as they stand now. */
  episodesOf(day: Day): readonly TrackedEpisode[];
  /** Tells what still waits at once, and stops all timers. */
  close(): void;
}

export interface TrackerParts {
  readonly clock: Clock;
  /** The list as it is now. */
  readonly stocks: () => StockList;
  /** Gets what belongs together in one call; the trigger before its release. */
  readonly tell: (outputs: readonly TrackerOutput[]) => void;
}

function bornIn(before: Moment, after: Moment): readonly TrackedEpisode[] {
  const known = new Set(before.episodes.map(({ id }) => id));
  return after.episodes.filter(({ id }) => !known.has(id));
}

/** A tracker that has heard nothing yet. Deciding is in `hear.ts`; here are memory and timers. */
export function createTracker({ clock, stocks, tell }: TrackerParts): Tracker {
  const moments = momentsKept();
  const timers = timersOf(clock);
  const known = (key: string): Known => ({ stocks: stocks(), ofStock: moments.ofStock(key) });

  const expectRelease = (key: string, { id, state }: TrackedEpisode): void => {
    if (state !== 'active') return;
    timers.after(RELEASE_DUE_MS, () => take(key, giveUp(moments.get(key), id)));
  };
  const settleLater = (key: string, { waiting }: Moment): void => {
    timers.after(WAIT_MS, () => {
      const moment = moments.get(key);
      if (moment.waiting === waiting) take(key, settle(moment, known(key)));
    });
  };
  const take = (key: string, { moment, outputs }: Step): void => {
    const before = moments.get(key);
    moments.set(key, moment);
    for (const episode of bornIn(before, moment)) expectRelease(key, episode);
    if (moment.waiting !== undefined && moment.waiting !== before.waiting) settleLater(key, moment);
    if (outputs.length > 0) tell(outputs);
  };

  return {
    hear(reading, heardAt, source) {
      const day = dayHeard(reading, heardAt, source);
      const key = momentKey({ ...reading, day });
      moments.forgetBefore(addDays(dayOf(heardAt), -1));
      take(key, hear(moments.get(key), { reading, heardAt, source, day }, known(key)));
    },
    restore(episodes) {
      for (const episode of episodes) expectRelease(moments.add(episode), episode);
    },
    episodesOf: moments.episodesOf,
    close() {
      for (const key of moments.keys()) take(key, settle(moments.get(key), known(key)));
      timers.stop();
    },
  };
}
