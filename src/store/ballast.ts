import { rmSync } from 'node:fs';
import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomBytes } from 'node:crypto';

/** What a day of storms writes fits in many times over. */
const BYTES = 4 * 1024 * 1024;

const ballastOf = (path: string): string => `${path}.ballast`;

async function isWhole(file: string): Promise<boolean> {
  const { size } = await stat(file);
  return size === BYTES;
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= 2 * BYTES;
}

/**
 * Keeps space beside the store that can be given back, for on a full disk not even a deletion goes
 * through (WAL). Resolves to whether it is there; it is not made where space is short.
 */
export async function keepBallast(path: string): Promise<boolean> {
  const file = ballastOf(path);
  if (await isWhole(file).catch(() => false)) return true;
  try {
    if (!(await hasRoom(dirname(path)))) return false;
    // Random: a file system that compresses would keep nothing for zeros.
    await writeFile(file, randomBytes(BYTES), { mode: 0o600 });
    return true;
  } catch {
    await rm(file, { force: true });
    return false;
  }
}

/** Gives the space back, at once. */
export const freeBallast = (path: string): void => rmSync(ballastOf(path), { force: true });
