import { faultText, type Log } from '../../platform/log.ts';
import { sleep } from '../../platform/clock.ts';
import { freeBallast } from '../../store/ballast.ts';
import { examine } from '../../store/examine.ts';
import { mendStore, type Mended } from '../../store/mend-store.ts';
import { openStore } from '../../store/open-store.ts';
import { needsSpace } from '../../store/sqlite-fault.ts';
import type { Store } from '../../store/store.ts';
import type { Io } from '../io.ts';
import { cannotOpen } from './open-told.ts';

const AGAIN_MS = 1_000;

/** An open store, and what had to be done for that. */
export interface ReadyStore {
  readonly store: Store;
  readonly mended: Mended | undefined;
}

interface Wanted {
  readonly path: string;
  /** Whether a bot ran on it before. */
  readonly isKnown: boolean;
}

async function open({ path, isKnown }: Wanted, io: Io): Promise<ReadyStore | undefined> {
  const found = examine(path);
  if (found.is === 'newer') {
    io.tell(
      `${path}: 더 새로운 vigil의 저장소입니다 (written by a newer vigil: ${found.migration})`,
    );
    return undefined;
  }
  const mended = mendStore(path, found, { isKnown, at: io.clock.now() });
  return { store: await openStore(path), mended };
}

/**
 * Opens the store, mending it if need be; waits, on a full disk, until there is space. `undefined`
 * when it cannot be opened, which is told.
 */
export async function readyStore(
  wanted: Wanted,
  io: Io,
  log: Log,
): Promise<ReadyStore | undefined> {
  for (let waits = false; ; waits = true) {
    try {
      return await open(wanted, io);
    } catch (fault) {
      if (!waits) log('error', 'store cannot be opened', { fault: faultText(fault) });
      if (!waits) io.tell(cannotOpen(wanted.path, fault));
      if (!needsSpace(fault)) return undefined;
      freeBallast(wanted.path);
    }
    await sleep(io.clock, AGAIN_MS);
  }
}
