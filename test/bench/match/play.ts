// One contestant at one size, in a process of its own, as JSON. Started by contestants.ts.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Contestant, Matcher } from './contestant.ts';
import type { Played } from './played.ts';
import { EVENTS, makeSample } from './sample.ts';

const MICROSECONDS = 1_000_000;
/** The clock of the processor is read after so long. */
const BATCH_US = 20_000;

const spent = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began);
  return user + system;
};

/** What each of the first events matches, as a short text; as many as the time allows, one at least. */
async function matchesOf(matcher: Matcher, ms: number) {
  const began = process.cpuUsage();
  const digests: string[] = [];
  let matched = 0;
  do {
    await matcher.match(digests.length);
    const ids = matcher.ids().toSorted((a, b) => a - b);
    matched += ids.length;
    digests.push(createHash('sha256').update(ids.join()).digest('hex').slice(0, 8));
  } while (digests.length < EVENTS && spent(began) < ms * 1000);
  return { digests, matches: matched / digests.length };
}

/** Round after round over the same events, until it has taken long enough. */
async function timed(matcher: Matcher, ms: number) {
  const began = process.cpuUsage();
  let [played, batch] = [0, 1];
  for (;;) {
    const before = spent(began);
    for (let n = 0; n < batch; n += 1) {
      const done = matcher.match((played + n) % EVENTS);
      // Who gives no promise shall not pay for one.
      if (done !== undefined) await done;
    }
    played += batch;
    const after = spent(began);
    if (after > ms * 1000) return { played, rate: (played / after) * MICROSECONDS };
    if (after - before < BATCH_US) batch *= 2;
  }
}

/** Bytes of JavaScript in use, typed arrays included, once nothing can be thrown away any more. */
function heap(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const [module = '', size = '', ms = ''] = process.argv.slice(2);
const { contestant } = z
  .object({ contestant: z.custom<Contestant>((value) => typeof value === 'function') })
  .parse(await import(`./contestants/${module}.ts`));
const sample = makeSample(Number(size));
const before = heap();
const matcher = contestant(sample);
const matched = await matchesOf(matcher, Number(ms));
// What the compiler has not made fast by then stays slow.
await timed(matcher, Number(ms) / 2);
const measured = await timed(matcher, Number(ms));
// With all that a matcher has remembered of the events.
const bytes = (heap() - before) / Number(size);
const played: Played = { ...matched, ...measured, bytes };
process.stdout.write(JSON.stringify(played));
