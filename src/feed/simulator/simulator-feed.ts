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

interface Started {
  readonly feed: Feed;
  readonly end: () => Promise<void>;
}

const NOT_OPEN = { is: 'lost', reason: 'the simulator is not open yet' } as const;

async function start(
  { programme, ...options }: SimulatorFeedOptions,
  handlers: FeedHandlers,
): Promise<Started> {
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
  const end = async (): Promise<void> => {
    await feed.close();
    await simulator.close();
  };
  return { feed, end };
}

/** The simulator in this process, watched over a real socket by the client of the real broker. */
export function openSimulatorFeed(options: SimulatorFeedOptions): Feed {
  let opening: Promise<Started | undefined> | undefined;
  let feed: Feed | undefined;
  return {
    open(handlers) {
      opening = start(options, handlers).then(
        (started) => {
          ({ feed } = started);
          return started;
        },
        (fault: unknown) => {
          handlers.state({ is: 'stopped', why: 'closed', reason: String(fault) });
          return undefined;
        },
      );
    },
    heardAt: () => feed?.heardAt(),
    history: async (since) => feed?.history?.(since) ?? NOT_OPEN,
    bars: async (stock) => feed?.bars?.(stock) ?? NOT_OPEN,
    async close() {
      const started = await opening;
      await started?.end();
    },
  };
}
