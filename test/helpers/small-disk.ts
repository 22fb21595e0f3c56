import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that can be filled to the last byte. */
export interface SmallDisk {
  fill(): void;
  /** Gives back what `fill` took. */
  clear(): void;
  remove(): void;
}

/** Mounts one here; `undefined` where that is not allowed. */
export function smallDisk(folder: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  const filling = join(folder, 'filling');
  return {
    fill() {
      const file = openSync(filling, 'a');
      for (const bytes of [65_536, 4_096]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(bytes));
        } catch {
          // Full to this grain.
        }
      }
      closeSync(file);
    },
    clear: () => rmSync(filling, { force: true }),
    remove: () => void execFileSync('umount', ['-l', folder]),
  };
}

/** Whether this machine lets us have one. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-disk-'));
  const disk = smallDisk(folder, 1);
  disk?.remove();
  rmdirSync(folder);
  return disk !== undefined;
}
