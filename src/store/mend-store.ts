import { copyFileSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import type { EpochMs } from '../vi/kst.ts';
import { newestBackup } from './backups.ts';
import type { Finding } from './examine.ts';
import { moveAside } from './move-aside.ts';

/** What became of a ledger that could not be used. Names are of files in its folder. */
export interface Mended {
  /** What was wrong with it. */
  readonly why: string;
  /** Its new name; `undefined`: it was gone. */
  readonly keptAs: string | undefined;
  /** The copy in its place; `undefined`: there was none, the ledger begins anew. */
  readonly restored: string | undefined;
}

const whatIsWrong = (found: Finding, isKnown: boolean): string | undefined => {
  if (found.is === 'damaged') return found.why;
  return found.is === 'absent' && isKnown ? 'it is gone' : undefined;
};

function restore(path: string): string | undefined {
  const from = newestBackup(path);
  if (from === undefined) return undefined;
  const copy = `${path}.new`;
  copyFileSync(from, copy);
  renameSync(copy, path);
  return basename(from);
}

/**
 * Makes way for a ledger that can be opened: what is damaged gets another name, and the newest good
 * daily copy takes its place. `isKnown`: a bot ran on this store before, so that it must be there.
 */
export function mendStore(
  path: string,
  found: Finding,
  { isKnown, at }: { readonly isKnown: boolean; readonly at: EpochMs },
): Mended | undefined {
  const why = whatIsWrong(found, isKnown);
  if (why === undefined) return undefined;
  // A log that was left alone would be played onto the copy: it goes aside in any case.
  const aside = basename(moveAside(path, at));
  return { why, keptAs: found.is === 'absent' ? undefined : aside, restored: restore(path) };
}
