import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Eyes } from './watch-files.ts';

/** The system tells what changes in a folder, or refuses; both is fine, for the files are polled. */
function watchFolder(folder: string, heard: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, heard);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

const codeOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : 'unreadable';

/** The files of this machine. Links are followed, so a link that leads elsewhere is a change. */
export const diskEyes: Eyes = {
  async stamp(path) {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join(':');
    } catch (fault) {
      return codeOf(fault);
    }
  },
  listen(folders, heard) {
    const ends = folders.map((folder) => watchFolder(folder, heard));
    return () => ends.forEach((end) => end());
  },
};
