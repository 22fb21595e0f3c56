import type { Notice } from '../alert/notice.ts';
import type { Heard } from '../deliver/accept.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import { every } from '../platform/every.ts';
import { happenedAt } from '../vi/episode.ts';
import type { EpochMs } from '../vi/kst.ts';

const LOOK_MS = 30_000;
/** So many live events in a row have to say the same, */
const ASKED = 5;
/** and have come over so long: after a stall, what waited comes at once. */
const OVER_MS = 60_000;
/** A broker may be slow for a moment, not with every event of a minute. */
const OFF_MS = 30_000;

/** How long after the exchange's time an event was heard, ms, and when. */
export interface Lag {
  readonly ms: number;
  readonly heardAt: EpochMs;
}

/** The last lags with those of what was just heard. */
export function withLags(lags: readonly Lag[], batch: readonly Heard[]): readonly Lag[] {
  const live = batch.flatMap((heard) =>
    heard.is === 'event' && heard.event.source === 'feed' ? [heard.event] : [],
  );
  const fresh = live.map((event) => ({
    ms: event.heardAt - happenedAt(event),
    heardAt: event.heardAt,
  }));
  return [...lags, ...fresh].slice(-ASKED);
}

/** By how much this machine's clock is ahead, ms (less than 0: behind); `undefined`: it may be right. */
export function clockOff(lags: readonly Lag[]): number | undefined {
  const [first] = lags;
  const last = lags.at(-1);
  if (first === undefined || last === undefined || lags.length < ASKED) return undefined;
  if (last.heardAt - first.heardAt < OVER_MS) return undefined;
  const all = lags.map(({ ms }) => ms);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (least > OFF_MS) return least;
  return most < -OFF_MS ? most : undefined;
}

/**
 * Tells, once until it is right again, that this machine's clock is not the exchange's: 150 s ahead,
 * every alert would be too old to tell.
 */
export function watchClock(
  { clock, crash }: { readonly clock: Clock; readonly crash: (fault: unknown) => void },
  lags: () => readonly Lag[],
  tell: (notice: Notice) => void,
): Cancel {
  let told = false;
  const look = async (): Promise<void> => {
    const ms = clockOff(lags());
    if (ms !== undefined && !told) tell({ is: 'clock-off', ms });
    told = ms !== undefined;
  };
  return every(clock, LOOK_MS, look, crash);
}
