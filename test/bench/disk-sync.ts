import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** What the ledger appends for an alert: some 20 pages of 4 KiB with their heads. */
const WAL_BYTES = 20 * (4_096 + 24);
const PLACES = 50;

/** Where the benched programs keep their files too. */
export interface Disk {
  /** Writes as much as an alert's transaction does, and syncs it; ms. */
  sync(): number;
  close(): void;
}

/** A file that is written over and over, as a log that was begun anew is. */
export function openDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-sync-'));
  const file = openSync(join(folder, 'wal'), 'w');
  const bytes = Buffer.alloc(WAL_BYTES, 'w');
  let place = 0;
  const sync = (): number => {
    place = (place + 1) % PLACES;
    const began = performance.now();
    writeSync(file, bytes, 0, bytes.length, place * bytes.length);
    fdatasyncSync(file);
    return performance.now() - began;
  };
  for (let n = 0; n < PLACES; n += 1) sync();
  return {
    sync,
    close() {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
