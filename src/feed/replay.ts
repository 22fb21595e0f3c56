import type { Cancel, Clock } from '../platform/clock.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import type { Feed, FeedHandlers } from './feed.ts';
import { playRecording } from './simulator/play-recording.ts';
import type { Recorded } from './simulator/recording.ts';

export interface ReplayOptions {
  readonly clock: Clock;
  /** Sets the wall time to that of the first frame; without it, frames are as old as they are. */
  readonly stepTo?: ((at: EpochMs) => void) | undefined;
  readonly read: () => Promise<readonly Recorded[]>;
  /** The list that a bot has kept; a recording has none. */
  readonly stocks: () => Promise<StockList>;
}

interface Handlers extends FeedHandlers {
  readonly ended: (reason: string) => void;
}

/** Plays until the end; gives how to end it before. */
function play(recorded: readonly Recorded[], options: ReplayOptions, handlers: Handlers): Cancel {
  const { clock, stepTo } = options;
  const first = recorded.find(({ at }) => at !== undefined)?.at;
  if (first !== undefined) stepTo?.(first);
  handlers.state({ is: 'watching', since: clock.now() });
  let left = recorded.length;
  const end = (): void => {
    if (left === 0) handlers.ended('재생이 끝났습니다 (the recording has ended)');
  };
  end();
  return playRecording(recorded, { clock, speed: 1 }, (frame) => {
    handlers.frame(frame, clock.now());
    left -= 1;
    end();
  });
}

/**
 * A recording as the feed: every frame byte for byte, in the rhythm in which it was heard, which
 * the clock's own speed makes slower or faster. It stops by itself at the end.
 */
export function openReplayFeed(options: ReplayOptions): Feed {
  let heardAt: EpochMs | undefined;
  let isClosed = false;
  let cancel: Cancel = () => undefined;
  const begin = async (handlers: Handlers): Promise<void> => {
    const [recorded, stocks] = await Promise.all([options.read(), options.stocks()]);
    if (isClosed) return;
    handlers.stocks(stocks);
    cancel = play(recorded, options, handlers);
  };
  return {
    open(handlers) {
      const ended = (reason: string): void =>
        handlers.state({ is: 'stopped', why: 'closed', reason });
      const frame: Handlers['frame'] = (text, at) => {
        heardAt = at;
        handlers.frame(text, at);
      };
      handlers.state({ is: 'connecting', attempt: 1, reason: undefined });
      begin({ ...handlers, frame, ended }).catch((fault: unknown) => ended(String(fault)));
    },
    heardAt: () => heardAt,
    history: undefined,
    bars: undefined,
    close() {
      isClosed = true;
      cancel();
      return Promise.resolve();
    },
  };
}
