import type { Update } from 'telegraf/types';
import * as z from 'zod';
import { backOff } from '../../platform/back-off.ts';
import { sleep, type Clock } from '../../platform/clock.ts';
import type { InboxState } from '../inbox-state.ts';
import { pollProgress, type PollProgress } from './poll-progress.ts';
import type { Reply, Transport } from './transport.ts';

/** Where the update offset is kept between runs. */
export interface OffsetStore {
  load(): Promise<number | undefined>;
  save(offset: number): Promise<void>;
}

export interface PollOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly offset: OffsetStore;
  readonly told: (state: InboxState) => void;
  readonly signal: AbortSignal;
}

const TIMEOUT_S = 25;
/** Past this a poll is taken for half-open and asked anew (telegraf's own loop takes 505 s). */
const GRACE_MS = 10_000;
const LONGEST_BACK_OFF_MS = 30_000;
/** While something is in hand the next poll comes this soon, so that other chats are heard. */
const BUSY_MS = 250;
const TRIES = 3;

const UPDATES = z.array(
  z.custom<Update>((value) => z.object({ update_id: z.number() }).safeParse(value).success),
);

const stateOf = (reply: Reply): InboxState => {
  if (reply.is === 'refused' && reply.code === 409) return { is: 'second-listener' };
  if (reply.is === 'refused') return { is: 'failing', reason: reply.description };
  return { is: 'failing', reason: reply.is === 'ok' ? 'an answer without updates' : reply.reason };
};

const waitOf = (reply: Reply, failures: number): number => {
  const told = reply.is === 'refused' ? (reply.retryAfter ?? 0) * 1000 : 0;
  return Math.max(told, backOff(failures, LONGEST_BACK_OFF_MS));
};

const ask = (options: PollOptions, progress: PollProgress): Promise<Reply> => {
  const offset = progress.offset();
  const timeout = progress.busy() ? 0 : TIMEOUT_S;
  return options.transport.call(
    'getUpdates',
    {
      ...(offset === undefined ? {} : { offset }),
      timeout,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    },
    { deadline: timeout * 1000 + GRACE_MS, signal: options.signal },
  );
};

/** Handles one update; a handler that throws is tried again, but not for ever. */
async function attempt(
  handle: (update: Update) => Promise<void>,
  update: Update,
  { clock, signal }: PollOptions,
): Promise<boolean> {
  for (let failures = 1; failures <= TRIES; failures += 1) {
    try {
      await handle(update);
      return true;
    } catch {
      await sleep(clock, backOff(failures, LONGEST_BACK_OFF_MS), signal);
    }
  }
  return !signal.aborted;
}

/** The kept offset, asked for until the store gives it. */
async function loadOffset({
  offset,
  clock,
  signal,
  told,
}: PollOptions): Promise<number | undefined> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await offset.load();
    } catch {
      told({ is: 'failing', reason: 'the kept offset cannot be read' });
      await sleep(clock, backOff(failures, LONGEST_BACK_OFF_MS), signal);
    }
  }
  return undefined;
}

/** The updates in hand: each starts once, and is confirmed only when it is done. */
function hands(
  options: PollOptions,
  progress: PollProgress,
  handle: (update: Update) => Promise<void>,
): { start(update: Update): void; empty(): Promise<unknown> } {
  const tasks = new Set<Promise<void>>();
  const finish = async (update: Update): Promise<void> => {
    if (!(await attempt(handle, update, options))) return;
    progress.finish(update.update_id);
    const done = progress.offset();
    // Unsaved, the update comes again and is known by its id.
    if (done !== undefined) await options.offset.save(done).catch(() => undefined);
  };
  return {
    start(update) {
      if (!progress.start(update.update_id)) return;
      const task = finish(update).finally(() => tasks.delete(task));
      tasks.add(task);
    },
    empty: () => Promise.all(tasks),
  };
}

/**
 * Asks for updates until `signal` aborts. Each is confirmed, and the offset kept, only after
 * `handle` resolved. Updates run side by side: keeping those of one chat in order is up to
 * `handle`. Resolves when the last one in hand is done.
 */
export async function poll(
  options: PollOptions,
  handle: (update: Update) => Promise<void>,
): Promise<void> {
  const { clock, signal, told } = options;
  const progress = pollProgress(await loadOffset(options));
  const inHand = hands(options, progress, handle);
  let failures = 0;
  while (!signal.aborted) {
    const reply = await ask(options, progress);
    const updates = reply.is === 'ok' ? UPDATES.safeParse(reply.result).data : undefined;
    if (updates === undefined) {
      failures += 1;
      if (!signal.aborted) told(stateOf(reply));
      await sleep(clock, waitOf(reply, failures), signal);
      continue;
    }
    failures = 0;
    told({ is: 'listening' });
    updates.forEach((update) => inHand.start(update));
    await Promise.race([inHand.empty(), sleep(clock, BUSY_MS, signal)]);
  }
  await inHand.empty();
}
