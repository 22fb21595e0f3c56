import type { Clock } from '../platform/clock.ts';
import type { FeedSettings } from '../settings/settings.ts';
import type { Feed } from './feed.ts';
import type { Log } from '../platform/log.ts';
import { createKiwoomFeed } from './kiwoom/kiwoom-feed.ts';
import { dayProgramme } from './simulator/programme.ts';
import { openSimulatorFeed } from './simulator/simulator-feed.ts';

export interface FeedDeps {
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Beside the store's file: token and stock list are kept there (contract.md, Start). */
  readonly cacheFolder: string;
  readonly log?: Log;
}

const stopped = (reason: string): Feed => ({
  open: ({ state }) => state({ is: 'stopped', why: 'closed', reason }),
  heardAt: () => undefined,
  history: undefined,
  close: () => Promise.resolve(),
});

/** The feed that the settings ask for. Nothing happens before it is opened. */
export function openFeed(settings: FeedSettings, deps: FeedDeps): Feed {
  switch (settings.source) {
    case 'kiwoom':
      return createKiwoomFeed({ ...settings, ...deps });
    case 'simulator':
      return openSimulatorFeed({ ...deps, programme: dayProgramme(settings) });
    case 'replay':
      return stopped('재생은 아직 없습니다 (replay is not built yet)');
  }
}
