import { sleep, type Clock } from '../../platform/clock.ts';
import { isSecureUrl } from '../../platform/secure-url.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Feed, FeedHandlers } from '../feed.ts';
import type { Log } from '../../platform/log.ts';
import { afterEnding, type Next } from './after-ending.ts';
import type { Ending } from './ending.ts';
import { createGate } from './gate.ts';
import { fetchHistory } from './history.ts';
import { fetchBars } from './minute-bars.ts';
import { createRest } from './rest.ts';
import { runSession } from './session.ts';
import { STEP_LIMITS, type StepLimits } from './steps.ts';
import { keepStockList } from './stock-keeper.ts';
import { createTokens, type Tokens } from './token.ts';

export interface KiwoomFeedOptions {
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly appKey: string;
  readonly secretKey: string;
  /** ms after R10001 before the session is taken back; `undefined`: stay stopped. */
  readonly takeoverWait: number | undefined;
  /** Where token and stock list are kept; `undefined`: nowhere. */
  readonly cacheFolder: string | undefined;
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly log?: Log;
  /** How long each step of a session may take; ten seconds and a minute unless told. */
  readonly limits?: StepLimits;
}

interface Parts {
  readonly options: KiwoomFeedOptions;
  readonly tokens: Tokens;
  readonly handlers: FeedHandlers;
  /** Something was heard while watching. */
  readonly alive: () => void;
  readonly signal: AbortSignal;
}

async function watchOnce({ options, tokens, handlers, alive, signal }: Parts): Promise<Ending> {
  const { wsUrl, clock, limits = STEP_LIMITS } = options;
  // The library throws at a fragment; everything else that is wrong it tells.
  if (!isSecureUrl(wsUrl) || wsUrl.includes('#'))
    return { is: 'lost', reason: 'the websocket address is neither wss nor loopback' };
  const owned = await tokens.get();
  if (owned.is !== 'token') return owned;
  const ending = await runSession({
    wsUrl,
    token: owned.token,
    limits,
    clock,
    signal,
    frame: handlers.frame,
    alive,
    watching(since) {
      alive();
      handlers.state({ is: 'watching', since });
    },
  });
  if (ending.is === 'unauthorized') await tokens.drop(owned.token);
  return ending;
}

/** Watches for as long as it makes sense: one attempt after the other, until told or stopped. */
async function keepWatching(parts: Parts): Promise<void> {
  const { options, handlers, signal } = parts;
  const { clock, takeoverWait, random } = options;
  let failures = 0;
  let told: Next['state'] | undefined;
  while (!signal.aborted) {
    if (told?.is !== 'connecting')
      handlers.state({ is: 'connecting', attempt: 1, reason: told?.reason });
    const began = clock.elapsed();
    const ending = await watchOnce(parts);
    if (signal.aborted) return;
    const ended = { ending, age: clock.elapsed() - began, failures };
    const next = afterEnding(ended, takeoverWait, random);
    // A loss is told when it happens, not when the next attempt begins.
    told = next.state;
    handlers.state(told);
    if (next.wait === undefined) return;
    await sleep(clock, next.wait, signal);
    failures = next.failures;
  }
}

/** Kiwoom's REST and websocket as a feed: the real broker, its mock market, or our simulator. */
export function createKiwoomFeed(options: KiwoomFeedOptions): Feed {
  const { restUrl, cacheFolder, clock, log = () => {} } = options;
  const ender = new AbortController();
  const { signal } = ender;
  const cache = { folder: cacheFolder, log };
  const gate = createGate(restUrl, clock, signal);
  const tokens = createTokens({ ...options, gate, cache });
  const rest = createRest({ gate, tokens, clock, signal });
  let running: Promise<unknown> = Promise.resolve();
  let closed = (): void => {};
  let heardAt: EpochMs | undefined;
  const alive = (): void => void (heardAt = clock.now());
  return {
    open(handlers) {
      closed = () => handlers.state({ is: 'stopped', why: 'closed', reason: 'closed' });
      const watching = keepWatching({ options, tokens, handlers, alive, signal });
      const keeping = keepStockList({ rest, restUrl, cache, clock, log, signal }, handlers.stocks);
      // Once stopped for good the broker is left alone altogether.
      running = Promise.all([watching.finally(() => ender.abort()), keeping]);
    },
    heardAt: () => heardAt,
    history: (since) => fetchHistory(rest, since, clock.now()),
    bars: (stock) => fetchBars(rest, stock, clock.now()),
    async close() {
      ender.abort();
      await running;
      closed();
      closed = () => {};
    },
  };
}
