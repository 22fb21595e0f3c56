import { dirname } from 'node:path';
import type { Command } from 'commander';
import { WRITER } from '../alert/writer.ts';
import { replayClock, SLOWED } from '../app/replay-clock.ts';
import { startPipeline } from '../backtest/pipeline.ts';
import { replay, untold } from '../backtest/replay.ts';
import { keptStocks } from '../feed/kiwoom/stock-keeper.ts';
import { dayOfFile, readRecordedFile, timed, type Timed } from '../feed/recordings.ts';
import { openReplayFeed } from '../feed/replay.ts';
import { faultText } from '../platform/log.ts';
import type { ScaledClock } from '../platform/scaled-clock.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Settings } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import { dayOf } from '../vi/kst.ts';
import { configOption } from './config-option.ts';
import { readRuleSet } from './desk/desk.ts';
import { openTold } from './desk/open-told.ts';
import type { Io } from './io.ts';
import { nothingIn, recordingFault } from './recording-fault.ts';
import { audienceOf, openOutlets, settingsFor, type Audience } from './replay-audience.ts';
import { positiveNumber } from './simulate.ts';

interface Options {
  readonly config: string;
  readonly speed: number;
  readonly send?: boolean;
  readonly fresh?: boolean;
}

/** What is played, to whom, and what it is kept in. */
interface Performance {
  readonly settings: Settings;
  readonly rules: RuleSet;
  readonly frames: readonly Timed[];
  readonly audience: Audience;
  readonly clock: ScaledClock;
  readonly store: Store;
}

/** How many events the ledger has of the recording's days. */
async function eventsIn({ store, frames }: Performance): Promise<number> {
  const [first, last] = [frames[0], frames.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return (await store.rows.eventLog({ from: dayOf(first.at), to: dayOf(last.at) })).length;
}

async function perform(performance: Performance, io: Io): Promise<number | string> {
  const { settings, rules, frames, audience, clock, store } = performance;
  const [first] = frames;
  if (first !== undefined) clock.stepTo(first.at);
  const ended = new AbortController();
  io.onSignal((signal) => signal === 'stop' && ended.abort());
  const stocks = await keptStocks(dirname(settings.store.path));
  const { outlets, close } = openOutlets(settings, audience, clock, io);
  const pipeline = await startPipeline({
    clock,
    outlets,
    stocks,
    store: untold(store),
    writer: WRITER,
    operator: settings.operator,
    rules: () => rules,
    crash: (fault) => {
      io.tell(faultText(fault));
      io.quit(1);
    },
  });
  const feed = openReplayFeed({
    clock,
    stepTo: (at) => clock.stepTo(at),
    read: () => Promise.resolve(frames),
    stocks: () => Promise.resolve(stocks),
  });
  const played = await replay(feed, pipeline, { clock, signal: ended.signal });
  await close();
  return played;
}

async function performAndTell(performance: Performance, io: Io): Promise<number> {
  const before = await eventsIn(performance);
  const played = await perform(performance, io);
  if (typeof played === 'string') {
    io.tell(played);
    return 1;
  }
  const events = (await eventsIn(performance)) - before;
  io.tell(`프레임 ${played}개, 새 이벤트 ${events}건 (${played} frames, ${events} new events)`);
  if (events === 0 && before > 0) {
    io.tell(
      '장부에 이미 있는 이벤트는 다시 알리지 않습니다: --fresh ' +
        '(the ledger has them already; --fresh plays to an empty one)',
    );
  }
  return 0;
}

async function play(file: string, options: Options, io: Io): Promise<number> {
  const settings = settingsFor(options, io);
  const rules = settings && readRuleSet(options.config, settings, io);
  if (settings === undefined || rules === undefined) return 2;
  const audience = audienceOf(settings, options);
  const frames = timed(await readRecordedFile(file, dayOfFile(file, io.clock.now())));
  if (frames.length === 0) {
    io.tell(nothingIn(file));
    return 1;
  }
  const { clock, speed } = replayClock(io.clock, options.speed, audience.channels);
  if (speed < options.speed) io.tell(SLOWED);
  if (!audience.isKept) io.tell('장부에 남기지 않습니다 (nothing is kept)');
  const store = await openTold(audience.isKept ? settings.store.path : ':memory:', io);
  if (store === undefined) return 1;
  try {
    return await performAndTell({ settings, rules, frames, audience, clock, store }, io);
  } finally {
    await store.close();
  }
}

/** Adds `replay`: a recording as the feed, on a clock of its own. */
export function registerReplay(program: Command, io: Io): void {
  program
    .command('replay <file>')
    .description('plays a recording through the rules to the consoles, and keeps what it plays')
    .option('--speed <number>', '10 plays ten times as fast', positiveNumber, 1)
    .option('--send', 'to all channels, in real time')
    .option('--fresh', 'keeps nothing, and shows every channel in this terminal')
    .addOption(configOption(io))
    .action(async (file: string, options: Options) => {
      try {
        io.exit(await play(file, options, io));
      } catch (fault) {
        io.tell(recordingFault(file, fault));
        io.exit(1);
      }
    });
}
