import type { Clock } from '../../platform/clock.ts';
import type { Feed, FeedHandlers } from '../feed.ts';
import type { FeedLog } from '../feed-log.ts';
import { createKiwoomFeed } from '../kiwoom/kiwoom-feed.ts';
import type { Programme } from './programme.ts';
import { createSimulator } from './simulator.ts';

export interface SimulatorFeedOptions {
  readonly programme: Programme;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of the client. */
  readonly random: () => number;
  readonly log?: FeedLog;
}

/** The simulator in this process, watched over a real socket by the client of the real broker. */
export function openSimulatorFeed({ programme, ...options }: SimulatorFeedOptions): Feed {
  let opening: Promise<() => Promise<void>> | undefined;

  const start = async (handlers: FeedHandlers): Promise<() => Promise<void>> => {
    const simulator = await createSimulator({ clock: options.clock, programme });
    const feed = createKiwoomFeed({
      ...options,
      restUrl: simulator.restUrl,
      wsUrl: simulator.wsUrl,
      appKey: 'simulated-app-key',
      secretKey: 'simulated-secret-key',
      takeoverWait: undefined,
      cacheFolder: undefined,
    });
    feed.open(handlers);
    return async () => {
      await feed.close();
      await simulator.close();
    };
  };
  return {
    open(handlers) {
      opening = start(handlers);
    },
    async close() {
      const end = await opening;
      await end?.();
    },
  };
}
