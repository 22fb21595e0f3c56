import { releasedAt, triggeredAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Lived } from './command.ts';

/** One interruption, from whatever was heard of it: its trigger, its release or both. */
export interface Interruption {
  readonly event: ViEvent;
  readonly from: EpochMs;
  /** `undefined`: it runs, or its end was not heard. */
  readonly until: EpochMs | undefined;
}

/** The day's interruptions in the order in which they fired; false frames are none. */
export function interruptionsOf(history: readonly Lived[]): readonly Interruption[] {
  const real = history.filter(({ isAbsent }) => isAbsent !== true);
  return [...Map.groupBy(real, ({ episode }) => episode).values()]
    .flatMap(([first, ...others]): readonly Interruption[] => {
      if (first === undefined) return [];
      const until = [first, ...others].map(({ event }) => releasedAt(event));
      const { event } = first;
      return [{ event, from: triggeredAt(event), until: until.find((at) => at !== undefined) }];
    })
    .toSorted((one, other) => one.from - other.from);
}
