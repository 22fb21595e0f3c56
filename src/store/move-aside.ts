import { existsSync, renameSync } from 'node:fs';
import { dayOf, timeOf, type EpochMs } from '../vi/kst.ts';

/** What SQLite keeps beside a file: writes that are not in it yet, and an index of them. */
const BESIDE = ['', '-wal', '-shm'];

const stamp = (at: EpochMs): string =>
  `${dayOf(at)}-${timeOf(at)}`.replaceAll(/[-:]/g, '').replace(/^\d{8}/, '$&-');

function freeName(path: string, at: EpochMs): string {
  const name = `${path}.broken-${stamp(at)}`;
  let free = name;
  for (let nth = 2; existsSync(free); nth += 1) free = `${name}.${nth}`;
  return free;
}

/** Gives a file that is not to be used another name, which tells when. Resolves to that name. */
export function moveAside(path: string, at: EpochMs): string {
  const name = freeName(path, at);
  for (const end of BESIDE) {
    if (existsSync(path + end)) renameSync(path + end, name + end);
  }
  return name;
}
