import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { Log } from '../../platform/log.ts';

/** A small JSON file that only its owner may read. One that cannot be read counts as absent. */
export interface CacheFile<Value> {
  read(): Promise<Value | undefined>;
  /** Replaces the whole file at once. A fault is only noted: a cache is never needed. */
  write(value: Value): Promise<void>;
}

/** Where cache files lie, beside the store (contract.md, Start). */
export interface CachePlace {
  /** `undefined`: nothing is kept. */
  readonly folder: string | undefined;
  readonly log: Log;
}

const nothing: CacheFile<never> = {
  read: () => Promise.resolve(undefined),
  write: () => Promise.resolve(),
};

async function replace(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `${name}.new`);
  await mkdir(folder, { recursive: true });
  await writeFile(draft, text, { mode: 0o600 });
  // The mode above holds only for a new file, and a draft may have been left behind.
  await chmod(draft, 0o600);
  await rename(draft, join(folder, name));
}

/** The file of this name. What does not fit the schema counts as absent. */
export function cacheFile<Value>(
  { folder, log }: CachePlace,
  name: string,
  schema: z.ZodType<Value>,
): CacheFile<Value> {
  if (folder === undefined) return nothing;
  return {
    async read() {
      try {
        return schema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8'))).data;
      } catch {
        return undefined;
      }
    },
    async write(value) {
      try {
        await replace(folder, name, JSON.stringify(value));
      } catch (fault) {
        log('warn', 'a cache file could not be written', { name, fault: String(fault) });
      }
    },
  };
}
