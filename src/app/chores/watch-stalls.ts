import type { Notice } from '../../alert/notice.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import type { AppParts } from '../parts.ts';

const LOOK_MS = 1_000;
/** A pause this long lets alerts be late, which nobody would understand otherwise. */
const STALL_MS = 10_000;

/**
 * Tells when the program stood still, whatever held it: a timer of a second that rings over 10 s
 * late. The echo of a PING does not wait for it; it is sent where the frame is read.
 */
export function watchStalls(
  { clock, log, crash }: Pick<AppParts, 'clock' | 'log' | 'crash'>,
  tell: (notice: Notice) => void,
): Cancel {
  let looked = clock.elapsed();
  const look = async (): Promise<void> => {
    const ms = Math.round(clock.elapsed() - looked - LOOK_MS);
    looked = clock.elapsed();
    if (ms <= STALL_MS) return;
    log('error', 'stalled', { ms });
    tell({ is: 'stalled', ms });
  };
  return every(clock, LOOK_MS, look, crash);
}
