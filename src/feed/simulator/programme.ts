import type { Cancel, Clock } from '../../platform/clock.ts';
import { DAY_MINUTES, type DayKind } from './arrivals.ts';
import { marketDay, type ScheduledVi } from './market-day.ts';
import { playDay } from './play-day.ts';
import { playRecording } from './play-recording.ts';
import type { Recorded } from './recording.ts';
import { viFrames, type Stamps } from './vi-frames.ts';

/** What the simulator plays from the first registration on. */
export type Programme =
  | {
      readonly is: 'day';
      readonly day: DayKind;
      readonly seed: number;
      readonly speed: number;
      /** Another day follows each day, with the next seed. */
      readonly repeat: boolean;
    }
  | { readonly is: 'recording'; readonly recorded: readonly Recorded[]; readonly speed: number }
  | { readonly is: 'nothing' };

export interface Listener {
  /** One frame, to everybody who is registered. */
  readonly frame: (text: string) => void;
  /** An interruption fired or ended. */
  readonly vi: (vi: ScheduledVi, stamps: Stamps) => void;
}

/** The last interruptions of a day end before the next day begins. */
const NEXT_DAY_MS = (DAY_MINUTES + 3) * 60_000;

function playDays(
  programme: Extract<Programme, { is: 'day' }>,
  clock: Clock,
  { frame, vi: noted }: Listener,
): Cancel {
  const { day, seed, speed, repeat } = programme;
  const cancelled = playDay(marketDay(seed, day), { clock, speed }, (vi, stamps) => {
    noted(vi, stamps);
    viFrames(vi, stamps).forEach(frame);
  });
  if (!repeat) return cancelled;
  let cancelNext: Cancel = () => {};
  const cancelDay = clock.after(NEXT_DAY_MS / speed, () => {
    cancelNext = playDays({ ...programme, seed: seed + 1 }, clock, { frame, vi: noted });
  });
  return () => [cancelled, cancelDay, cancelNext].forEach((cancel) => cancel());
}

/**
 * A generated day as a programme. Ordinary days follow each other without end; an extreme one is a
 * test of load, whose 1,079 are counted, and is played once.
 */
export const dayProgramme = (wanted: {
  readonly day: DayKind;
  readonly seed: number;
  readonly speed: number;
}): Programme => ({
  is: 'day',
  day: wanted.day,
  seed: wanted.seed,
  speed: wanted.speed,
  repeat: wanted.day === 'ordinary',
});

/** Plays it from now on, until cancelled. */
export function playProgramme(programme: Programme, clock: Clock, listener: Listener): Cancel {
  switch (programme.is) {
    case 'day':
      return playDays(programme, clock, listener);
    case 'recording':
      return playRecording(programme.recorded, { clock, speed: programme.speed }, listener.frame);
    case 'nothing':
      return () => {};
  }
}
