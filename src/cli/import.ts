import type { Command } from 'commander';
import { recordingsBeside } from '../app/record.ts';
import {
  addLines,
  dayOfFile,
  linesOf,
  readRecordedFile,
  recordingOf,
  timed,
  type Timed,
} from '../feed/recordings.ts';
import { dayOf, instantOf, type Day } from '../vi/kst.ts';
import { configOption } from './config-option.ts';
import { dayText } from './day-text.ts';
import { readSettings } from './desk/desk.ts';
import type { Io } from './io.ts';
import { nothingIn, recordingFault } from './recording-fault.ts';

interface Options {
  readonly config: string;
  readonly date?: Day;
}

/** All of them as many whole days earlier or later as brings the first one to this day. */
function movedTo(day: Day | undefined, frames: readonly Timed[]): readonly Timed[] {
  const [first] = frames;
  if (first === undefined || day === undefined) return frames;
  const by = instantOf(day, '00:00:00') - instantOf(dayOf(first.at), '00:00:00');
  return frames.map(({ frame, at }) => ({ frame, at: at + by }));
}

async function add(file: string, { config, date }: Options, io: Io): Promise<number> {
  const settings = readSettings(config, io);
  if (settings === undefined) return 1;
  const day = date ?? dayOfFile(file, io.clock.now());
  const frames = movedTo(date, timed(await readRecordedFile(file, day)));
  if (frames.length === 0) {
    io.tell(nothingIn(file));
    return 1;
  }
  const folder = recordingsBeside(settings.store.path);
  for (const [own, of] of Map.groupBy(frames, ({ at }) => dayOf(at))) {
    await addLines(recordingOf(folder, own), linesOf(of), Infinity);
    io.tell(`${own}: 프레임 ${of.length}개를 더했습니다 (${of.length} frames added)`);
  }
  return 0;
}

/** Adds `import`: a recording becomes that of its day, or a part of it. */
export function registerImport(program: Command, io: Io): void {
  program
    .command('import <file>')
    .description('adds a recording, JSON lines or gzip, to the recorded days for backtests')
    .option('--date <day>', 'the day it is of, YYYY-MM-DD; default: what it says itself', dayText)
    .addOption(configOption(io))
    .action(async (file: string, options: Options) => {
      try {
        io.exit(await add(file, options, io));
      } catch (fault) {
        io.tell(recordingFault(file, fault));
        io.exit(1);
      }
    });
}
