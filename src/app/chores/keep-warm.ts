import { sessionsAt } from '../../market/sessions.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { AppParts } from '../parts.ts';

/** More often than the channels let go of a connection that rests (90 s). */
const EACH_MS = 60_000;
/** So long before a session the connections stand. */
const AHEAD_MS = 120_000;

const mayHear = (now: EpochMs): boolean =>
  [now, now + AHEAD_MS].some((at) => sessionsAt(at, undefined).size > 0);

/**
 * While the market may have news, and from two minutes before: the first alert after a quiet hour
 * does not pay for a name, a connection and a handshake.
 */
export const keepWarm = (
  { clock, crash }: Pick<AppParts, 'clock' | 'crash'>,
  warm: () => Promise<void>,
): Cancel =>
  every(
    clock,
    EACH_MS,
    async () => {
      if (mayHear(clock.now())) await warm();
    },
    crash,
  );
