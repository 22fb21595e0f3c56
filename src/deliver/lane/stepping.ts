import PQueue from 'p-queue';
import type { Cancel } from '../../platform/clock.ts';
import type { Lane } from './lane-state.ts';
import { askedFor } from './lane-view.ts';
import type { Ticket } from '../limits.ts';
import type { Slot } from '../next-move.ts';

/** How long a lane rests: until an instant, or until a window opens for it. */
export interface Rest {
  readonly until: number;
  readonly slot?: Slot | undefined;
}

/** Steps that are taken one after the other, as long as there is something to do. */
export interface Steps {
  readonly wake: () => void;
  /** Whether no step is in hand, and one may be taken. */
  readonly isFree: () => boolean;
  /** Takes no new step; resolves when the one in hand is done. */
  readonly stop: () => Promise<void>;
}

const NOTHING: Cancel = () => undefined;

/** Wakes a lane at the end of its rest, and at once where that is over; the result takes it back. */
function rouse(lane: Lane, { until, slot }: Rest, wake: (place?: Ticket) => void): Cancel {
  const { clock, turns } = lane.deps;
  const ms = until - clock.elapsed();
  if (ms <= 0) wake();
  const unalarm = ms > 0 && ms < Infinity ? clock.after(ms, () => wake()) : NOTHING;
  const unask = slot === undefined ? NOTHING : turns.ask(askedFor(lane, slot), wake);
  return () => {
    unalarm();
    unask();
  };
}

/** The steps of a lane. Its queue exists only while it has work in hand. */
export function stepping(
  lane: Lane,
  step: (lane: Lane, place: Ticket | undefined) => Promise<Rest>,
): Steps {
  let queue: PQueue | undefined;
  let given: Ticket | undefined;
  let unrouse = NOTHING;
  let isOver = false;
  const wake = (place?: Ticket): void => {
    given ??= place;
    if (isOver) return;
    queue ??= new PQueue({ concurrency: 1 });
    // One step in hand and one waiting are enough: a step looks at all there is.
    if (queue.size === 0) queue.add(run).catch(lane.deps.crash);
  };
  const run = async (): Promise<void> => {
    unrouse();
    const place = given;
    given = undefined;
    const rest = await step(lane, place);
    unrouse = isOver ? NOTHING : rouse(lane, rest, wake);
    if (queue?.size === 0) queue = undefined;
  };
  return {
    wake: () => wake(),
    isFree: () => queue === undefined && !isOver,
    async stop() {
      isOver = true;
      unrouse();
      queue?.pause();
      await queue?.onPendingZero();
    },
  };
}
