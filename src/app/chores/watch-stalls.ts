import type { Notice } from '../../alert/notice.ts';
import type { Cancel } from '../../platform/clock.ts';
import type { AppParts } from '../parts.ts';

const LOOK_MS = 1_000;
/** A pause this long lets alerts be late, which nobody would understand otherwise. */
const STALL_MS = 10_000;

/**
 * Tells when the program stood still, whatever held it: a timer of a second that rings over 10 s
 * late. The echo of a PING does not wait for it; it is sent where the frame is read.
 */
export function watchStalls(
  { clock, log }: Pick<AppParts, 'clock' | 'log'>,
  tell: (notice: Notice) => void,
): Cancel {
  let cancel: Cancel = () => undefined;
  const look = (): void => {
    const due = clock.elapsed() + LOOK_MS;
    cancel = clock.after(LOOK_MS, () => {
      const ms = Math.round(clock.elapsed() - due);
      if (ms > STALL_MS) {
        log('error', 'stalled', { ms });
        tell({ is: 'stalled', ms });
      }
      look();
    });
  };
  look();
  return () => cancel();
}
