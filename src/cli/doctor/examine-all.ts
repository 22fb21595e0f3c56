import { loadConfiguration } from '../../configuration.ts';
import type { Settings } from '../../settings/settings.ts';
import { dayOf } from '../../vi/kst.ts';
import { configFolder } from '../../yaml/config-folder.ts';
import { environmentOf } from '../desk/environment.ts';
import type { Io } from '../io.ts';
import { askBot, holdOff } from './ask-bot.ts';
import { checkChannels } from './check-channels.ts';
import { checkClock, type ClockBook } from './check-clock.ts';
import { checkFiles } from './check-configuration.ts';
import { checkKiwoom } from './check-feed.ts';
import { checkStore } from './check-store.ts';
import type { Finding } from './finding.ts';

const SIMULATED: Finding = {
  check: 'feed',
  level: 'ok',
  said: {
    ko: '시뮬레이터입니다. 실제 시세: npm run vigil -- init',
    en: 'the simulator; to go live: npm run vigil -- init',
  },
};
const REPLAYED: Finding = {
  check: 'feed',
  level: 'ok',
  said: { ko: '녹화를 재생합니다', en: 'a recording' },
};

async function checkSession(
  settings: Settings,
  io: Io,
  book: ClockBook,
): Promise<readonly Finding[]> {
  const { feed, store } = settings;
  if (feed.source === 'simulator') return [SIMULATED];
  if (feed.source === 'replay') return [REPLAYED];
  const lock = holdOff(store.path);
  if (lock === 'held') return askBot(store.path, io.clock.now());
  try {
    return await checkKiwoom(feed, settings, io, book);
  } finally {
    lock?.release();
  }
}

/** Everything that a bot of this folder needs, checked live; in the order of a start. */
export async function examineAll(folder: string, io: Io): Promise<readonly Finding[]> {
  const { environment, faults } = environmentOf(io);
  const today = dayOf(io.clock.now());
  const configuration = loadConfiguration(configFolder(folder), environment, { today });
  const files = checkFiles(configuration, faults);
  const { settings } = configuration;
  if (settings === undefined) return files;
  const book: ClockBook = { offset: undefined };
  const store = await checkStore(settings.store.path, io.clock.now());
  // A store that cannot be used cannot say whether a bot runs on it.
  const session = store.level === 'fault' ? [] : await checkSession(settings, io, book);
  const channels = await checkChannels(settings, io);
  return [...files, store, ...session, ...channels, await checkClock(settings, io.clock, book)];
}
