import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another program under the bench, with a folder of its own. */
export interface Peer {
  readonly folder: string;
  /** Starts it; its output is nobody's. */
  start(file: string, args: readonly string[]): ChildProcess;
  /** Kills it and removes the folder. */
  close(): Promise<void>;
}

/** Whether a program is installed. */
export const isInstalled = (file: string): boolean =>
  spawnSync(file, ['--version'], { stdio: 'ignore' }).error === undefined;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

/** A folder with these files, for a program that is started in it. */
export async function openPeer(files: Readonly<Record<string, string>>): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const children: ChildProcess[] = [];
  return {
    folder,
    start(file, args) {
      const child = spawn(file, args, { cwd: folder, stdio: 'ignore' });
      children.push(child);
      return child;
    },
    async close() {
      await Promise.all(children.map(end));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
