import { once } from 'node:events';
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import * as z from 'zod';
import type { Configuration } from '../../configuration.ts';
import type { Clock } from '../../platform/clock.ts';
import { inSlices, type Sliced } from '../../platform/in-slices.ts';
import type { CheckedRule } from '../../rules/checked-rules.ts';
import { compiling } from '../../rules/compile.ts';
import type { Taken } from '../../rules/resolve-watchlists.ts';
import { sharing } from '../../rules/sharing.ts';
import type { Environment } from '../../settings/environment.ts';
import { dayOf } from '../../vi/kst.ts';
import type { FileWas } from '../../yaml/files-read.ts';
import type { Part } from './thread-parts.ts';

/** Written like this, a built program finds its own (.ci/build.mjs). */
const THREAD = new URL('./read-thread.ts', import.meta.url);

/** Sent by our own thread. */
const PART = z.object({ message: z.custom<Part>((part) => typeof part === 'object') });

/** Unpacks and compiles what the thread has sent. */
function* assembled(port: MessagePort): Sliced<Configuration> {
  const share = sharing();
  const rules: CheckedRule[] = [];
  const files = new Map<string, FileWas>();
  const sources = new Map<string, readonly Taken[]>();
  const texts = new Map<string, string>();
  for (;;) {
    const { message } = PART.parse(receiveMessageOnPort(port));
    if ('read' in message) {
      const { read, others } = message;
      if (others === undefined) return { ...read, files, rules: undefined };
      const watchlists = { ...others.watchlists, sources, texts };
      return { ...read, files, rules: yield* compiling({ ...others, rules, watchlists }) };
    }
    // Those of the message are gone before they grow old, which would hold the loop up.
    if ('rules' in message) rules.push(...message.rules.map(share));
    else if ('file' in message) files.set(...message.file);
    else {
      for (const [name, taken, text] of message.lists) {
        sources.set(name, taken);
        texts.set(name, text);
      }
    }
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
      // Nobody may take one that is closing: it would never answer.
      const closing = ready;
      ready = undefined;
      await closing?.close();
    },
  };
}
