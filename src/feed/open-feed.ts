import { keptStocks } from './kiwoom/stock-keeper.ts';
import type { Clock } from '../platform/clock.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { FeedSettings } from '../settings/settings.ts';
import type { Feed } from './feed.ts';
import type { Log } from '../platform/log.ts';
import { createKiwoomFeed } from './kiwoom/kiwoom-feed.ts';
import { dayOfFile, readRecordedFile } from './recordings.ts';
import { openReplayFeed } from './replay.ts';
import { dayProgramme } from './simulator/programme.ts';
import { openSimulatorFeed } from './simulator/simulator-feed.ts';

export interface FeedDeps {
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Beside the store's file: token and stock list are kept there (contract.md, Start). */
  readonly cacheFolder: string;
  /** Sets the wall time of a replay's clock. */
  readonly stepTo?: ((at: EpochMs) => void) | undefined;
  readonly log?: Log;
}

/** The feed that the settings ask for. Nothing happens before it is opened. */
export function openFeed(settings: FeedSettings, deps: FeedDeps): Feed {
  switch (settings.source) {
    case 'kiwoom':
      return createKiwoomFeed({ ...settings, ...deps });
    case 'simulator':
      return openSimulatorFeed({ ...deps, programme: dayProgramme(settings) });
    case 'replay':
      return openReplayFeed({
        ...deps,
        read: () => readRecordedFile(settings.file, dayOfFile(settings.file, deps.clock.now())),
        stocks: () => keptStocks(deps.cacheFolder),
      });
  }
}
