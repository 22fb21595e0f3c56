import type { Command } from 'commander';
import { startApp, type App } from '../app.ts';
import { loadLastGood } from '../app/reload/last-good.ts';
import type { AppParts } from '../app/parts.ts';
import { replayClock, SLOWED } from '../app/replay-clock.ts';
import { loadConfiguration } from '../configuration.ts';
import { createLog, faultText, type Log } from '../platform/log.ts';
import type { RuleSet } from '../rules/rule.ts';
import { secretsIn } from '../settings/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { lockStore, type Lock } from '../store/lock-store.ts';
import { dayOf } from '../vi/kst.ts';
import { configFolder } from '../yaml/config-folder.ts';
import { tellFaults } from './check.ts';
import { configOption } from './config-option.ts';
import { environmentOf } from './desk/environment.ts';
import { cannotOpen } from './desk/open-told.ts';
import { readyStore } from './desk/ready-store.ts';
import type { Io } from './io.ts';

const EXIT = { stopped: 0, crashed: 1, faulty: 2, held: 3 } as const;
/** A drain that takes longer is cut short: what is not told is in the ledger (reliability.md, 14). */
const DRAIN_MS = 8_000;

type Ready = Pick<AppParts, 'settings' | 'rules' | 'configuration' | 'environment'>;

/** The rules that ran last; that they are taken is said. */
function lastGood({ store, channels }: Settings, io: Io): RuleSet | undefined {
  const names = channels.map(({ name }) => name);
  const rules = loadLastGood(store.path, { channels: names });
  if (rules !== undefined) {
    io.tell('마지막으로 쓰던 규칙으로 시작합니다 (starting on the last good rules)');
  }
  return rules;
}

/** The configuration, with the last good rules where these have faults; what is wrong is told. */
function configured(folder: string, io: Io): Ready | undefined {
  const { environment, faults } = environmentOf(io);
  const today = dayOf(io.clock.now());
  const configuration = loadConfiguration(configFolder(folder), environment, { today });
  const { settings, settingsFaults, rulesFaults } = configuration;
  const fatal = [...faults, ...settingsFaults];
  tellFaults(io, [...fatal, ...rulesFaults]);
  if (settings === undefined || fatal.length > 0) return undefined;
  const rules = configuration.rules ?? lastGood(settings, io);
  return rules && { settings, rules, configuration, environment };
}

function logOf(io: Io): Log {
  // At a terminal the alerts are what counts; the full log is for files.
  const { environment } = environmentOf(io);
  const { LOG_LEVEL: level = io.logFormat === 'pretty' ? 'warn' : 'info' } = environment;
  return createLog({ level, format: io.logFormat, secrets: secretsIn(environment), write: io.log });
}

/** Until the bot is up there is nothing to drain. The result is called once it is. */
function stopWhileStarting(io: Io): () => void {
  let starting = true;
  io.onSignal((signal) => {
    if (starting && signal === 'stop') io.quit(EXIT.stopped);
  });
  return () => {
    starting = false;
  };
}

/** Stops once, at the first signal; the second one ends the process at once. */
function stopOnSignal(io: Io, app: App, log: Log, finish: () => Promise<void>): void {
  let stopping = false;
  io.onSignal((signal) => {
    if (signal === 'reload') return app.reload();
    if (stopping) return io.quit(EXIT.stopped);
    stopping = true;
    log('info', 'stopping');
    io.clock.after(DRAIN_MS, () => io.quit(EXIT.stopped));
    app
      .stop()
      .then(finish)
      .then(() => io.quit(EXIT.stopped))
      .catch((fault: unknown) => {
        log('error', 'stop failed', { fault: faultText(fault) });
        io.quit(EXIT.crashed);
      });
  });
}

/** The machine's clock; for a recording one of its own. */
function clockFor({ feed, channels }: Settings, io: Io): Pick<AppParts, 'clock' | 'stepTo'> {
  if (feed.source !== 'replay') return { clock: io.clock };
  const { clock, speed } = replayClock(io.clock, feed.speed, channels);
  if (speed < feed.speed) io.tell(SLOWED);
  return { clock, stepTo: (at) => clock.stepTo(at) };
}

async function start(ready: Ready, lock: Lock, io: Io): Promise<void> {
  const { settings } = ready;
  const started = stopWhileStarting(io);
  const log = logOf(io);
  const { path } = settings.store;
  const opened = await readyStore({ path, isKnown: !lock.isFirst }, io, log);
  if (opened === undefined) return io.quit(EXIT.crashed);
  const { store } = opened;
  const crash = (fault: unknown): void => {
    log('error', 'crashed', {
      fault: faultText(fault),
      stack: fault instanceof Error ? fault.stack : undefined,
    });
    io.quit(EXIT.crashed);
  };
  const { random, colour } = io;
  const app = await startApp({
    ...ready,
    ...opened,
    ...clockFor(settings, io),
    random,
    log,
    colour,
    crash,
    out: (text) => io.out(text),
  });
  started();
  stopOnSignal(io, app, log, async () => {
    await store.close();
    lock.release();
  });
  if (settings.feed.source === 'simulator') {
    io.tell(
      '시뮬레이터로 실행 중입니다. 실제 알림: npx vigil init (simulated market; to go live: npx vigil init)',
    );
  }
}

/** The store's lock; without it the exit code, and why is told. */
function lockTold(path: string, io: Io): Lock | number {
  try {
    const lock = lockStore(path);
    if (lock !== undefined) return lock;
  } catch (fault) {
    logOf(io)('error', 'store cannot be opened', { fault: faultText(fault) });
    io.tell(cannotOpen(path, fault));
    return EXIT.crashed;
  }
  io.tell(`다른 vigil이 ${path}을(를) 쓰고 있습니다 (another vigil runs on this store)`);
  return EXIT.held;
}

async function run(folder: string, io: Io): Promise<void> {
  const ready = configured(folder, io);
  if (ready === undefined) return io.exit(EXIT.faulty);
  const lock = lockTold(ready.settings.store.path, io);
  if (typeof lock === 'number') return io.exit(lock);
  await start(ready, lock, io);
}

/** Adds `run`: the bot, until a signal. */
export function registerRun(program: Command, io: Io): void {
  program
    .command('run')
    .description('the bot, until it is stopped')
    .addOption(configOption(io))
    .action(({ config }: { readonly config: string }) => run(config, io));
}
