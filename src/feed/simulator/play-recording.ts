import type { Cancel } from '../../platform/clock.ts';
import type { PlayOptions } from './play-day.ts';
import type { Recorded } from './recording.ts';

/** Plays recorded frames from now on, byte for byte, in order and in their own rhythm. */
export function playRecording(
  recorded: readonly Recorded[],
  { clock, speed }: PlayOptions,
  tell: (frame: string) => void,
): Cancel {
  const began = clock.elapsed();
  const first = recorded.find(({ at }) => at !== undefined)?.at ?? 0;
  let due = 0;
  let cancel: Cancel = () => {};
  const playFrom = (index: number): void => {
    const next = recorded[index];
    if (next === undefined) return;
    // A frame without a time, or with one that steps back, follows at once.
    due = Math.max(due, Math.round(((next.at ?? first) - first) / speed));
    cancel = clock.after(began + due - clock.elapsed(), () => {
      tell(next.frame);
      playFrom(index + 1);
    });
  };
  playFrom(0);
  return () => cancel();
}
