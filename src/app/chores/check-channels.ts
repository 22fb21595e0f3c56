import type { Dispatch } from '../../deliver/dispatch-state.ts';
import type { RunningLane } from '../../deliver/lane/lane.ts';
import { probe } from '../../deliver/lane/trouble.ts';

async function check(running: RunningLane): Promise<void> {
  await probe(running.lane);
  running.wake();
}

/**
 * Asks every destination, without sending a message, whether it takes any: one with a wrong id,
 * token or scope rests, the operator hears why, and the rest runs (reliability.md, fault 11).
 */
export async function checkChannels({ lanes }: Pick<Dispatch, 'lanes'>): Promise<void> {
  await Promise.all([...lanes.values()].map(check));
}
