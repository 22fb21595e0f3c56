import type { Notice } from '../../alert/notice.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import type { Lane } from '../../deliver/lane/lane-state.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { AppParts } from '../parts.ts';

const LOOK_MS = 5_000;
/** Told well within the promised 90 s; a destination in trouble is told of by its own notice. */
const GROWING_MS = 45_000;
const NORMAL_MS = 10_000;

interface Backlog {
  readonly waiting: number;
  /** ms since the oldest was heard. */
  readonly oldestMs: number;
}

/** What waits in the lanes that should be able to tell it. */
function backlogOf(lanes: readonly Lane[], now: EpochMs): Backlog {
  const items = lanes
    .filter(({ state }) => state.trouble === undefined)
    .flatMap(({ state }) => state.items);
  const oldestMs = items.reduce((most, { event }) => Math.max(most, now - event.heardAt), 0);
  return { waiting: items.length, oldestMs };
}

/** Tells when alerts pile up in front of a destination that works, and when that is over. */
export function watchQueues(
  { clock, crash }: Pick<AppParts, 'clock' | 'crash'>,
  { lanes }: Pick<Dispatch, 'lanes'>,
  tell: (notice: Notice) => void,
): Cancel {
  let told = false;
  const look = async (): Promise<void> => {
    const running = [...lanes.values()].map(({ lane }) => lane);
    const { waiting, oldestMs } = backlogOf(running, clock.now());
    if (!told && oldestMs >= GROWING_MS) tell({ is: 'queue-growing', waiting, oldestMs });
    if (told && oldestMs < NORMAL_MS) tell({ is: 'queue-normal' });
    told = told ? oldestMs >= NORMAL_MS : oldestMs >= GROWING_MS;
  };
  return every(clock, LOOK_MS, look, crash);
}
