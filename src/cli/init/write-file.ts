import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { dayOf, timeOf, type EpochMs } from '../../vi/kst.ts';

/** The file's text; empty when there is none. */
export const textOf = (path: string): string =>
  existsSync(path) ? readFileSync(path, 'utf8') : '';

/** Keeps what is there under a name with the date (KST); `undefined`: there was nothing. */
export function keepCopy(path: string, at: EpochMs): string | undefined {
  if (!existsSync(path)) return undefined;
  const copy = `${path}.${dayOf(at)}-${timeOf(at).replaceAll(':', '')}.bak`;
  copyFileSync(path, copy);
  return copy;
}

/**
 * Replaces the file's text at once, also where it is a link. `mode`: who may read it; else as
 * before, and a new one its owner alone.
 */
export function writeFile(path: string, text: string, mode?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const real = existsSync(path) ? realpathSync(path) : path;
  const rights = mode ?? (existsSync(real) ? statSync(real).mode & 0o777 : 0o600);
  const draft = `${real}.new`;
  writeFileSync(draft, text, { mode: rights, flush: true });
  // The mode above holds only for a new file, and is cut by the umask.
  chmodSync(draft, rights);
  renameSync(draft, real);
}
