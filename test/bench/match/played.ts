import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const PLAYED = z.object({
  /** Events per second of processor time. */
  rate: z.number(),
  /** How many events were played while that was measured. */
  played: z.int(),
  /** What each of the first events matched. */
  digests: z.array(z.string()),
  /** How many rules an event matched on average. */
  matches: z.number(),
  /** Of heap, for each rule. */
  bytes: z.number(),
});
export type Played = z.infer<typeof PLAYED>;

const PLAY = fileURLToPath(new URL('play.ts', import.meta.url));
const FLAGS = ['--expose-gc', '--max-old-space-size=6000', '--no-warnings'];

/** Lets one contestant play; `undefined`: its package is not installed. Throws what else is wrong. */
export function playAlone(module: string, size: number, ms: number): Played | undefined {
  const args = [...FLAGS, PLAY, module, String(size), String(ms)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return PLAYED.parse(JSON.parse(stdout));
  if (stderr.includes('ERR_MODULE_NOT_FOUND')) return undefined;
  throw new Error(`${module}: ${stderr}`);
}
