import type { Notice } from '../alert/notice.ts';
import { sessionsAt } from '../market/sessions.ts';
import type { Cancel } from '../platform/clock.ts';
import { every } from '../platform/every.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Intake } from './intake.ts';
import type { AppParts, Live } from './parts.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 30_000;
/**
 * An ordinary morning has 1 to 1.5 events a minute (market.md); at a fifth of that, the slowest
 * noon of the quietest years, one day in thousands has 45 minutes without any.
 */
const LULL_MS = 45 * MINUTE_MS;

/** Whether events should be coming: KRX trades continuously, and the broker is watched. */
const isExpected = ({ feed }: Readonly<Pick<Live, 'feed'>>, now: EpochMs): boolean =>
  feed.is === 'watching' && sessionsAt(now, 'krx').has('regular');

/**
 * Tells when the line lives, PING and all, but brings no event for unusually long while KRX trades;
 * and when one comes after that.
 */
export function watchLull(
  { clock, crash }: Pick<AppParts, 'clock' | 'crash'>,
  live: Readonly<Pick<Live, 'feed'>>,
  { rows }: Pick<Intake, 'rows'>,
  tell: (notice: Notice) => void,
): Cancel {
  let heard = rows.reading;
  let since = clock.elapsed();
  let told = false;
  const look = async (): Promise<void> => {
    const now = clock.elapsed();
    // Whole minutes: it is looked at no oftener.
    const ms = Math.floor((now - since) / MINUTE_MS) * MINUTE_MS;
    const isNews = rows.reading !== heard;
    heard = rows.reading;
    if (isNews && told) tell({ is: 'heard-again', ms });
    told &&= !isNews;
    if (told) return;
    if (isNews || !isExpected(live, clock.now())) since = now;
    else if (ms >= LULL_MS) {
      tell({ is: 'nothing-heard', ms });
      told = true;
    }
  };
  return every(clock, LOOK_MS, look, crash);
}
