import { once } from 'node:events';
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import { z } from 'zod';
import type { Configuration } from '../../configuration.ts';
import type { Clock } from '../../platform/clock.ts';
import { inSlices, type Sliced } from '../../platform/in-slices.ts';
import type { CheckedRule } from '../../rules/checked-rules.ts';
import { compiling } from '../../rules/compile.ts';
import type { Environment } from '../../settings/environment.ts';
import { dayOf } from '../../vi/kst.ts';
import type { Part } from './thread-parts.ts';

/** Beside this file, or beside the one that all of the program is in (.ci/build.mjs). */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './read-thread.ts' : './read-thread.mjs',
  import.meta.url,
);

/** Sent by our own thread. */
const PART = z.object({ message: z.custom<Part>((part) => typeof part === 'object') });

/** Unpacks and compiles what the thread has sent. */
function* assembled(port: MessagePort): Sliced<Configuration> {
  const rules: CheckedRule[] = [];
  for (;;) {
    const { message } = PART.parse(receiveMessageOnPort(port));
    if ('read' in message) {
      const { read, others } = message;
      return { ...read, rules: others && (yield* compiling({ ...others, rules })) };
    }
    rules.push(...message.rules);
    yield;
  }
}

/** `loadConfiguration` without a moment in which anything else has to wait. */
export interface Reader {
  read(): Promise<Configuration>;
  close(): Promise<void>;
}

/** Another thread reads and checks, this one compiles bit by bit. It is ready a little later. */
export function startReader(folder: string, environment: Environment, clock: Clock): Reader {
  const { port1, port2 } = new MessageChannel();
  const given = { folder, environment: { ...environment }, port: port2 };
  const thread = new Worker(THREAD, { workerData: given, transferList: [port2] });
  return {
    async read() {
      const done = once(thread, 'message');
      // Nothing to transfer.
      thread.postMessage(dayOf(clock.now()), []);
      await done;
      return inSlices(clock, assembled(port1));
    },
    async close() {
      port1.close();
      await thread.terminate();
    },
  };
}

/** Readers, one of which can be made ready before it is needed. */
export function readersOf(start: () => Reader) {
  let ready: Reader | undefined;
  return {
    prepare(): void {
      ready ??= start();
    },
    async use<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
      const reader = ready ?? start();
      ready = undefined;
      try {
        return await work(reader);
      } finally {
        await reader.close();
      }
    },
    async close(): Promise<void> {
      await ready?.close();
      ready = undefined;
    },
  };
}
