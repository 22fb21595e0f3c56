import { rm } from 'node:fs/promises';
import type { Cancel, Clock } from '../platform/clock.ts';
import { faultText, type Log } from '../platform/log.ts';
import { addDays, dayOf, type Day, type EpochMs } from '../vi/kst.ts';
import { addLines, linesOf, recordedDays, recordingOf } from './recordings.ts';

/** A kill loses at most what was heard in this time. */
const FLUSH_MS = 4_000;
const KEPT_DAYS = 60;
const MOST_BYTES = 64 * 1_048_576;
/** What may wait in memory for a disk that does not answer, in UTF-16 units. */
const MOST_WAITING = 16 * 1_048_576;

export interface RecorderOptions {
  /** Beside the store (contract.md, Start); made when the first frame comes. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Compressed bytes of one day, past which nothing is recorded: 64 MiB. */
  readonly mostBytes?: number;
}

/** Keeps every frame in a file for each day, beside the work and never in its way. */
export interface Recorder {
  /** A frame as it came, with its time of arrival. */
  add(frame: string, heardAt: EpochMs): void;
  /** Resolves when all that was added is on disk. */
  close(): Promise<void>;
}

/** Lets go of what is older than 60 days. */
async function dropOld(folder: string, today: Day): Promise<void> {
  const oldest = addDays(today, -KEPT_DAYS);
  const old = (await recordedDays(folder)).filter((day) => day < oldest);
  for (const day of old) await rm(recordingOf(folder, day), { force: true });
}

/** Writes what it is given, the lines of each day to its file. A fault is logged once a day. */
function writer({ folder, log, mostBytes = MOST_BYTES }: RecorderOptions) {
  let today: Day | undefined;
  let troubled: Day | undefined;
  const trouble = (day: Day, reason: string): void => {
    if (troubled !== day) log('warn', 'not recorded', { day, reason });
    troubled = day;
  };
  const write = async (day: Day, lines: string): Promise<void> => {
    if (today === undefined || day > today) await dropOld(folder, day);
    today = day;
    if (!(await addLines(recordingOf(folder, day), lines, mostBytes))) {
      trouble(day, `over ${mostBytes} bytes`);
    }
  };
  return {
    trouble,
    write: (day: Day, lines: string): Promise<void> =>
      write(day, lines).catch((fault: unknown) => trouble(day, faultText(fault))),
  };
}

/** Records to daily files of gzip members, one for each 4 s in which something came. */
export function openRecorder(options: RecorderOptions): Recorder {
  const { clock } = options;
  const { write, trouble } = writer(options);
  const waiting = new Map<Day, string>();
  let written = Promise.resolve();
  let cancel: Cancel | undefined;

  const flush = async (): Promise<void> => {
    for (const [day, lines] of waiting) {
      waiting.delete(day);
      await write(day, lines);
    }
  };
  const flushNext = (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    return (written = written.then(flush));
  };
  return {
    add(frame, heardAt) {
      const day = dayOf(heardAt);
      const before = waiting.get(day) ?? '';
      if (before.length > MOST_WAITING) return trouble(day, 'the disk is too slow');
      waiting.set(day, before + linesOf([{ frame, at: heardAt }]));
      cancel ??= clock.after(FLUSH_MS, () => void flushNext());
    },
    close: flushNext,
  };
}
