import { appendFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { lastTradingDay } from '../market/trading-day.ts';
import { dayOf, type Day, type EpochMs } from '../vi/kst.ts';
import { gunzipped } from './gzip-members.ts';
import { readRecording, recordedLine, type Recorded } from './simulator/recording.ts';

const compress = promisify(gzip);
const DAY = /^\d{4}-\d{2}-\d{2}/;
const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.jsonl\.gz$/;

/** A frame whose moment is known. */
export interface Timed extends Recorded {
  readonly at: EpochMs;
}

/** The day's file in the folder of recordings. */
export const recordingOf = (folder: string, day: Day): string => join(folder, `${day}.jsonl.gz`);

/** The days with a recording, the oldest first; none when there is no such folder. */
export async function recordedDays(folder: string): Promise<readonly Day[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => DAY_FILE.test(name))
    .map((name) => name.slice(0, 10))
    .toSorted();
}

/** The day that bare frames of this file are of: the one in its name, else the last with trading. */
export const dayOfFile = (path: string, now: EpochMs): Day =>
  DAY.exec(basename(path))?.[0] ?? lastTradingDay(dayOf(now));

/** The frames of a file, `.jsonl` or gzip, as they stand in it. Throws when it cannot be read. */
export const readRecordedFile = async (path: string, day: Day): Promise<readonly Recorded[]> =>
  readRecording(gunzipped(await readFile(path)), day);

/** Those that have a moment; one that has none comes with the one before it. */
export function timed(recorded: readonly Recorded[]): readonly Timed[] {
  let at = recorded.find((one) => one.at !== undefined)?.at;
  return recorded.flatMap((one) => {
    at = one.at ?? at;
    return at === undefined ? [] : [{ frame: one.frame, at }];
  });
}

/** A recorded day in the order of time: what was imported stands behind what was heard. */
export async function readDay(folder: string, day: Day): Promise<readonly Timed[]> {
  const recorded = await readRecordedFile(recordingOf(folder, day), day);
  return timed(recorded).toSorted((a, b) => a.at - b.at);
}

/** The lines of a recording, as `readRecording` reads them. */
export const linesOf = (frames: readonly Timed[]): string =>
  frames.map(({ frame, at }) => `${recordedLine(frame, at)}\n`).join('');

/** How large a file is; 0 when it is not there. */
export const bytesIn = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/**
 * Adds lines to the day's file as a gzip member of their own, for its owner only; makes the folder.
 * Resolves to whether it stays within `mostBytes`: else nothing was added.
 */
export async function addLines(path: string, lines: string, mostBytes: number): Promise<boolean> {
  const member = await compress(lines);
  if ((await bytesIn(path)) + member.length > mostBytes) return false;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await appendFile(path, member, { mode: 0o600 });
  return true;
}
