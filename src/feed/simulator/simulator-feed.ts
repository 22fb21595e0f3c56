import type { Clock } from '../../platform/clock.ts';
import type { Feed, FeedHandlers } from '../feed.ts';
import type { Log } from '../../platform/log.ts';
import { createKiwoomFeed } from '../kiwoom/kiwoom-feed.ts';
import type { Programme } from './programme.ts';
import { createSimulator } from './simulator.ts';

export interface SimulatorFeedOptions {
  readonly programme: Programme;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of the client. */
  readonly random: () => number;
  readonly log?: Log;
}

type End = () => Promise<void>;

async function start(
  { programme, ...options }: SimulatorFeedOptions,
  handlers: FeedHandlers,
): Promise<End> {
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
}

/** The simulator in this process, watched over a real socket by the client of the real broker. */
export function openSimulatorFeed(options: SimulatorFeedOptions): Feed {
  let opening: Promise<End> | undefined;
  return {
    open(handlers) {
      opening = start(options, handlers).catch((fault: unknown) => {
        handlers.state({ is: 'stopped', why: 'closed', reason: String(fault) });
        return () => Promise.resolve();
      });
    },
    async close() {
      const end = await opening;
      await end?.();
    },
  };
}
