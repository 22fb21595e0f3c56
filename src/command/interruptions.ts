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

const keyOf = ({ stock, triggerTime, kind, venue }: ViEvent): string =>
  [stock, triggerTime, kind, venue].join('/');

/** The day's interruptions in the order in which they fired; false frames are none. */
export function interruptionsOf(history: readonly Lived[]): readonly Interruption[] {
  const real = history.filter(({ isAbsent }) => isAbsent !== true).map(({ event }) => event);
  return [...Map.groupBy(real, keyOf).values()]
    .flatMap(([event, ...others]): readonly Interruption[] => {
      if (event === undefined) return [];
      const until = [event, ...others].map(releasedAt).find((at) => at !== undefined);
      return [{ event, from: triggeredAt(event), until }];
    })
    .toSorted((one, other) => one.from - other.from);
}
