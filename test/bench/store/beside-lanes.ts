import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Store } from '../../../src/store/store.ts';
import { acceptOne, tellOne } from './works.ts';

const EVENTS = 500;
const EVENT_EACH_MS = 10;
const LANES = 20;
/** All lanes together write 80 times a second: 30 messages, each begun and ended, and edits. */
const LANE_EACH_MS = 250;

/** Ticks from another thread, as frames do from another machine: the loop may be busy meanwhile. */
const TICKS = `
  const { parentPort } = require('node:worker_threads');
  let n = 0;
  const timer = setInterval(() => {
    parentPort.postMessage(performance.timeOrigin + performance.now());
    if ((n += 1) === ${EVENTS}) clearInterval(timer);
  }, ${EVENT_EACH_MS});
`;

const now = (): number => performance.timeOrigin + performance.now();

async function write(store: Store, lane: number, ending: AbortSignal): Promise<void> {
  for (let n = 0; !ending.aborted; n += 1) {
    await pause(2 * LANE_EACH_MS * Math.random());
    await store.transaction((rows) => tellOne(rows, `lane-${lane}-${n}`, n));
  }
}

/** ms from an event's arrival to the transaction that it is in, while many lanes write. */
export async function waitsBesideLanes(store: Store): Promise<readonly number[]> {
  const ending = new AbortController();
  const lanes = Array.from({ length: LANES }, (_, lane) => write(store, lane, ending.signal));
  const ticks = new Worker(TICKS, { eval: true });
  const waits: number[] = [];
  const taken: Promise<void>[] = [];
  ticks.on('message', (at: number) => {
    const take = store.transaction(async (rows) => {
      waits.push(now() - at);
      await acceptOne(rows, `beside-${taken.length}`, taken.length);
    });
    taken.push(take);
  });
  await once(ticks, 'exit');
  await Promise.all(taken);
  ending.abort();
  await Promise.all(lanes);
  return waits;
}
