import { InvalidArgumentError, Option, type Command } from 'commander';
import { readRecordedFile } from '../feed/recordings.ts';
import { DAY_KINDS, type DayKind } from '../feed/simulator/arrivals.ts';
import { dayProgramme, type Programme } from '../feed/simulator/programme.ts';
import { createSimulator } from '../feed/simulator/simulator.ts';
import { dayOf } from '../vi/kst.ts';
import type { Io } from './io.ts';

interface SimulateOptions {
  readonly port: number;
  readonly day: DayKind;
  readonly seed: number;
  readonly speed: number;
  readonly file?: string;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number');
  return value;
}

/** A factor of speed. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('a number above 0');
  return value;
}

async function programmeOf(options: SimulateOptions, io: Io): Promise<Programme> {
  const { file, speed } = options;
  if (file === undefined) return dayProgramme(options);
  const recorded = await readRecordedFile(file, dayOf(io.clock.now()));
  return { is: 'recording', recorded, speed };
}

const stopSignal = (io: Io): Promise<void> =>
  new Promise((resolve) => {
    io.onSignal((signal) => signal === 'stop' && resolve());
  });

async function simulate(options: SimulateOptions, io: Io): Promise<void> {
  const programme = await programmeOf(options, io);
  const simulator = await createSimulator({ clock: io.clock, port: options.port, programme });
  io.out(`KIWOOM_REST_URL=${simulator.restUrl}\nKIWOOM_WS_URL=${simulator.wsUrl}\n`);
  io.tell(
    '두 주소를 환경 변수로 두고 feed: { source: kiwoom } 로 실행하세요. 키는 아무 값이나 됩니다 ' +
      '(set both addresses in the environment and run with that feed; any keys will do)',
  );
  await stopSignal(io);
  await simulator.close();
  io.exit(0);
}

/** Adds `simulate`: a broker of our own on 127.0.0.1, until a signal. */
export function registerSimulate(program: Command, io: Io): void {
  const day = new Option('--day <kind>', 'the day to play').choices(DAY_KINDS).default('ordinary');
  program
    .command('simulate')
    .description('a simulated Kiwoom server, for trying and testing without an account')
    .option('--port <number>', 'port on 127.0.0.1; 0: any free one', wholeNumber, 0)
    .addOption(day)
    .option('--seed <number>', 'the same seed gives the same day', wholeNumber, 1)
    .option('--speed <number>', '2 plays twice as fast', positiveNumber, 1)
    .option('--file <jsonl>', 'plays this recording in place of a day')
    .action(async (options: SimulateOptions) => {
      try {
        await simulate(options, io);
      } catch (fault) {
        io.tell(`시뮬레이터를 시작하지 못했습니다 (it did not start): ${String(fault)}`);
        io.exit(1);
      }
    });
}
