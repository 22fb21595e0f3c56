import { join } from 'node:path';
import type { WatchChange, WatchFault } from '../../command/watch-change.ts';
import { checkConfiguration } from '../../configuration.ts';
import { readRulesFiles } from '../../rules/read-rules-files.ts';
import { configFolder, withTexts, type ConfigFolder } from '../../yaml/config-folder.ts';
import type { Fault } from '../../yaml/fault.ts';
import { areAsRead, recordReads } from '../../yaml/files-read.ts';
import { changeWatchlist, type Changed } from './change-watchlist.ts';
import { replaceFile } from './replace-file.ts';

const RULES = 'rules.yaml';

const faulty = ({ file, line, message }: Fault): WatchFault => ({
  is: 'faulty',
  place: `${file}:${line}`,
  about: message,
});

const changedMeanwhile = (path: string): WatchFault => ({
  is: 'changed-meanwhile',
  place: `${path}/${RULES}`,
});

/** `EACCES`, `EROFS`, `EBUSY` of a file that is mounted alone. */
const codeOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault);

/** The same check as for the start, the reload and `vigil check`. */
function firstFault(folder: ConfigFolder): WatchFault | undefined {
  const [fault] = checkConfiguration(folder, {}).rulesFaults;
  return fault && faulty(fault);
}

/** The checked new text. */
function draft(folder: ConfigFolder, change: WatchChange): Changed {
  const before = firstFault(folder);
  if (before !== undefined) return { fault: before };
  const [main, ...included] = readRulesFiles(folder).files;
  if (main === undefined) return { fault: changedMeanwhile(folder.path) };
  const changed = changeWatchlist(folder, [main, ...included], change);
  if ('fault' in changed) return changed;
  const after = firstFault(withTexts(folder, { [RULES]: changed.text }));
  return after === undefined ? changed : { fault: after };
}

/**
 * Changes a watchlist in the folder's `rules.yaml`, unless something is wrong with it before or
 * after, or it was written meanwhile. `undefined`: it is done.
 */
export async function editWatchlist(
  path: string,
  change: WatchChange,
): Promise<WatchFault | undefined> {
  const onDisk = configFolder(path);
  const { folder, files } = recordReads(onDisk);
  const drafted = draft(folder, change);
  if ('fault' in drafted) return drafted.fault;
  try {
    const isDone = await replaceFile(join(path, RULES), drafted.text, () =>
      areAsRead(onDisk, files),
    );
    return isDone ? undefined : changedMeanwhile(path);
  } catch (fault) {
    return { is: 'unwritable', place: `${path}/${RULES}`, about: codeOf(fault) };
  }
}
