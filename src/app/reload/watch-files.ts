import { dirname } from 'node:path';
import { sleep, type Clock } from '../../platform/clock.ts';
import { untilBeat } from '../../platform/every.ts';

/** Files are read when nothing has changed for so long: an editor may still be writing. */
const QUIET_MS = 500;
const LOOK_MS = 50;
/** How often the files are looked at when nobody tells of a change, as on network drives. */
const POLL_MS = 1_000;

/** What watching needs of the disk. */
export interface Eyes {
  /** Another text when the file was written, replaced, removed or made. */
  stamp(path: string): Promise<string>;
  /** Tells that something in a folder may have changed. May be deaf. Gives its end. */
  listen(folders: readonly string[], heard: () => void): () => void;
}

export interface FileWatch {
  /** From now on these files; one that was not looked at before counts as changed. */
  follow(paths: readonly string[]): void;
  /** Resolves when nothing has changed for 500 ms, or at the end. */
  quiet(): Promise<void>;
  close(): void;
}

export interface WatchOptions {
  readonly clock: Clock;
  readonly eyes: Eyes;
  /** Called when files that were looked at before have changed: they may still be written. */
  readonly stirred?: () => void;
  /** Called once files have changed and are quiet again. */
  readonly settled: () => Promise<void>;
  readonly crash: (fault: unknown) => void;
}

/** Remembers how files were when they were last looked at. */
function lookout(clock: Clock, eyes: Eyes) {
  let stamps: ReadonlyMap<string, string> = new Map();
  let changedAt = -Infinity;
  return {
    isQuiet: () => clock.elapsed() - changedAt >= QUIET_MS,
    /**
     * Whether any is another than last time, or was not looked at before; `changed` is called for
     * the former alone.
     */
    async look(paths: readonly string[], changed?: () => void): Promise<boolean> {
      const stamped = paths.map(async (path) => [path, await eyes.stamp(path)] as const);
      const seen = new Map(await Promise.all(stamped));
      const others = [...seen].filter(([path, stamp]) => stamps.get(path) !== stamp);
      if (others.some(([path]) => stamps.has(path))) changed?.();
      stamps = seen;
      if (others.length > 0) changedAt = clock.elapsed();
      return others.length > 0;
    },
  };
}

/** Watches files from now on, none at first. */
export function watchFiles({ clock, eyes, stirred, settled, crash }: WatchOptions): FileWatch {
  const files = lookout(clock, eyes);
  const end = new AbortController();
  let paths: readonly string[] = [];
  let nap = new AbortController();
  let deafen = (): void => undefined;

  const quiet = async (changed?: () => void): Promise<void> => {
    for (;;) {
      await files.look(paths, changed);
      if (end.signal.aborted || files.isQuiet()) return;
      await sleep(clock, LOOK_MS);
    }
  };
  const run = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await sleep(clock, untilBeat(clock, POLL_MS), nap.signal);
      // What is heard from here on is for the next round.
      nap = new AbortController();
      if (end.signal.aborted || !(await files.look(paths, stirred))) continue;
      await quiet(stirred);
      if (!end.signal.aborted) await settled();
    }
  };
  run().catch(crash);
  return {
    follow(now) {
      if (end.signal.aborted) return;
      deafen();
      paths = now;
      deafen = eyes.listen([...new Set(now.map((path) => dirname(path)))], () => nap.abort());
      nap.abort();
    },
    quiet: () => quiet(),
    close() {
      end.abort();
      deafen();
      nap.abort();
    },
  };
}
