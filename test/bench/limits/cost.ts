import PQueue from 'p-queue';
import type { Window } from '../../../src/channel/channel.ts';
import { telegramWindows } from '../../../src/channel/telegram/limits.ts';
import { createLimits, take } from '../../../src/deliver/limits.ts';
import { createTurns, turn, type Turns } from '../../../src/deliver/turns.ts';
import { heapUsed } from './heap-used.ts';
import { leapingClock, type LeapingClock } from './leaping-clock.ts';

/** CPU microseconds for one task, at so many chats. */
export interface TaskCost {
  readonly chats: number;
  readonly tasks: number;
  readonly vigil: number;
  readonly pQueue: number;
}

/** KB of heap for one chat. */
export interface Memory {
  readonly state: string;
  readonly vigil: number;
  readonly pQueue: number;
}

const nothing = (): Promise<void> => Promise.resolve();

const windowsOf = (chats: number): readonly (readonly Window[])[] =>
  Array.from({ length: chats }, (_, n) => telegramWindows(String(n)));

async function drain(
  turns: Turns,
  clock: LeapingClock,
  windows: readonly Window[],
  count: number,
): Promise<void> {
  let servedAt = -Infinity;
  for (let left = count; left > 0; left -= 1) {
    const place = await turn(turns, { windows, use: 'reply', backlog: left * 1_000, servedAt });
    await nothing();
    servedAt = clock.elapsed();
    place.settle(servedAt);
    turns.look();
  }
}

/** All limits are kept: what is measured is the scheduling of 30 a second, without the seconds. */
async function scheduled(all: readonly (readonly Window[])[], each: number): Promise<void> {
  const clock = leapingClock();
  const turns = createTurns(clock, createLimits());
  const drained = Promise.all(all.map((windows) => drain(turns, clock, windows, each)));
  do {
    // Who was given a place sends and asks again before time leaps on.
    for (let step = 0; step < 8; step += 1) await nothing();
  } while (clock.leap());
  await drained;
}

/** No limit is kept: a queue of one at a time for each chat. */
async function queued(chats: number, each: number): Promise<void> {
  const queues = Array.from({ length: chats }, () => new PQueue({ concurrency: 1 }));
  await Promise.all(
    queues.flatMap((queue) => Array.from({ length: each }, () => queue.add(nothing))),
  );
}

async function cpuOf(tasks: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / tasks;
}

/** The best of several runs in turn: what the machine does besides costs both the same. */
export async function taskCost(chats: number, each: number, runs: number): Promise<TaskCost> {
  const tasks = chats * each;
  const all = windowsOf(chats);
  const costs = { vigil: Infinity, pQueue: Infinity };
  for (let run = 0; run < runs; run += 1) {
    costs.vigil = Math.min(costs.vigil, await cpuOf(tasks, () => scheduled(all, each)));
    costs.pQueue = Math.min(costs.pQueue, await cpuOf(tasks, () => queued(chats, each)));
  }
  return { chats, tasks, ...costs };
}

/** What stays of `make` on the heap, in KB for each of `chats`. */
function kept(chats: number, make: () => unknown): number {
  const before = heapUsed();
  const made = make();
  const after = heapUsed();
  return made === undefined ? NaN : (after - before) / chats / 1_024;
}

const idleQueue = (): PQueue => new PQueue({ concurrency: 1 });
const waitingQueue = (): PQueue => {
  const queue = new PQueue({ concurrency: 1, autoStart: false });
  queue.add(nothing).catch(() => undefined);
  return queue;
};

/** Each was told one message; the last is a minute old. */
function idle(all: readonly (readonly Window[])[]): unknown {
  const limits = createLimits();
  all.forEach((windows, n) => take(limits, windows).settle(n * 34));
  return limits;
}

/** All want to be told at once: but for 30, they wait for the bot's window. */
function waitingForBot(all: readonly (readonly Window[])[]): unknown {
  const limits = createLimits();
  const turns = createTurns(leapingClock(), limits);
  for (const windows of all) {
    turns.ask({ windows, use: 'reply', backlog: 0, servedAt: 0 }, () => undefined);
  }
  return [limits, turns];
}

/** Each was told a moment ago, and waits for its own window. */
function waitingForItself(all: readonly (readonly Window[])[]): unknown {
  const limits = createLimits();
  const turns = createTurns(leapingClock(), limits);
  for (const [own] of all) {
    if (own === undefined) continue;
    take(limits, [own]).settle(0);
    turns.ask({ windows: [own], use: 'reply', backlog: 0, servedAt: 0 }, () => undefined);
  }
  return [limits, turns];
}

/** What so many chats cost that have nothing to send, and that wait. */
export function memory(chats: number): readonly Memory[] {
  const all = windowsOf(chats);
  const queues = (make: () => PQueue): number => kept(chats, () => all.map(make));
  const waiting = queues(waitingQueue);
  return [
    { state: 'idle', vigil: kept(chats, () => idle(all)), pQueue: queues(idleQueue) },
    {
      state: "waiting for the bot's window",
      vigil: kept(chats, () => waitingForBot(all)),
      pQueue: waiting,
    },
    {
      state: 'waiting for its own',
      vigil: kept(chats, () => waitingForItself(all)),
      pQueue: waiting,
    },
  ];
}
