import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const WRITE_BITS = 0o222;

/**
 * Replaces a file's text at once: whoever reads it sees the old one or the new one. A link stays a
 * link, mode and owner stay. `isStill` is asked at the last moment; `false`: nothing was replaced.
 * Rejects when the file or its folder may not be written.
 */
export async function replaceFile(
  path: string,
  text: string,
  isStill: () => boolean,
): Promise<boolean> {
  const target = await realpath(path);
  await access(target, constants.W_OK);
  const { mode, uid, gid } = await stat(target);
  // What nobody may write is meant to stay, even where the system lets root write it.
  if ((mode & WRITE_BITS) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
  const fresh = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    await writeFile(fresh, text, { flag: 'wx', flush: true });
    // A container's root writes the file of somebody who wants to edit it again.
    await chown(fresh, uid, gid).catch(() => undefined);
    await chmod(fresh, mode & 0o7777);
    if (!isStill()) return false;
    await rename(fresh, target);
    return true;
  } finally {
    await rm(fresh, { force: true });
  }
}
