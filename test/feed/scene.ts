import { onTestFinished, vi } from 'vitest';
import { createKiwoomFeed, type KiwoomFeedOptions } from '../../src/feed/kiwoom/kiwoom-feed.ts';
import type { Feed, FeedState } from '../../src/feed/feed.ts';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/feed/simulator/simulator.ts';
import type { StockList } from '../../src/vi/stock.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';

/** Waits, in real time, for what real sockets bring. */
export const until = (isTrue: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      if (!isTrue()) throw new Error('it never came true');
    },
    { timeout: 5_000, interval: 2 },
  );

export interface Scene {
  readonly clock: FakeClock;
  readonly simulator: Simulator;
  readonly states: FeedState[];
  readonly frames: { readonly text: string; readonly heardAt: number }[];
  readonly lists: StockList[];
  /** Opens another feed on the same simulator. */
  openFeed(options?: Partial<KiwoomFeedOptions>): Feed;
  /** Whether the latest state is this one. */
  is(state: FeedState['is']): boolean;
  /** Lets clock time pass in small steps, with real time for the sockets in between. */
  passUntil(isTrue: () => boolean): Promise<void>;
}

/** A simulator and what a feed that watches it says, on one fake clock and real sockets. */
export async function openScene(options: Partial<SimulatorOptions> = {}): Promise<Scene> {
  const clock = fakeClock();
  const simulator = await createSimulator({ clock, ...options });
  onTestFinished(() => simulator.close());
  const states: FeedState[] = [];
  const frames: { text: string; heardAt: number }[] = [];
  const lists: StockList[] = [];
  const tick = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  return {
    clock,
    simulator,
    states,
    frames,
    lists,
    is: (state) => states.at(-1)?.is === state,
    openFeed(changed = {}) {
      const feed = createKiwoomFeed({
        restUrl: simulator.restUrl,
        wsUrl: simulator.wsUrl,
        appKey: 'app-key',
        secretKey: 'secret-key',
        takeoverWait: undefined,
        cacheFolder: undefined,
        clock,
        random: () => 0,
        ...changed,
      });
      feed.open({
        frame: (text, heardAt) => frames.push({ text, heardAt }),
        state: (state) => states.push(state),
        stocks: (stocks) => lists.push(stocks),
      });
      onTestFinished(async () => {
        const closing = feed.close();
        await clock.advance(500);
        await closing;
      });
      return feed;
    },
    async passUntil(isTrue) {
      for (let step = 0; step < 2_000 && !isTrue(); step += 1) {
        await clock.advance(100);
        await tick();
      }
      if (!isTrue()) throw new Error('it never came true');
    },
  };
}
