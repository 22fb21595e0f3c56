import { dirname } from 'node:path';
import type { Notice } from '../alert/notice.ts';
import type { Feed, FeedState } from '../feed/feed.ts';
import { openFeed } from '../feed/open-feed.ts';
import { startCatchUp, type CatchUp } from './catch-up/catch-up.ts';
import type { Intake } from './intake.ts';
import type { AppParts, Live } from './parts.ts';
import { startRecording } from './record.ts';
import { feedVoice, type FeedVoice } from './voice.ts';
import { watchClock } from './watch-clock.ts';
import { watchLull } from './watch-lull.ts';

interface Watchers {
  readonly feed: Pick<Feed, 'heardAt'>;
  readonly voice: FeedVoice;
  readonly catchUp: CatchUp;
}

/** A change of state: first known to all, then told and, after a loss, made up for. */
function changed(
  { log, crash }: AppParts,
  live: Live,
  { feed, voice, catchUp }: Watchers,
): (state: FeedState) => void {
  return (state) => {
    const wasWatching = live.feed.is === 'watching';
    live.feed = state;
    log('info', 'feed', { ...state });
    voice.heard(state, feed.heardAt());
    if (state.is === 'watching') {
      const back = async (): Promise<void> => voice.back(await catchUp.begin(state.since));
      back().catch(crash);
    } else if (wasWatching) catchUp.end(state);
  };
}

/** Opens the feed: frames go to disk and to the intake, states to the operator, stocks to all. */
export function watch(
  parts: AppParts,
  live: Live,
  intake: Intake,
  tell: (notice: Notice) => void,
): Pick<Feed, 'close'> {
  const { settings, clock, stepTo, random, log } = parts;
  const cacheFolder = dirname(settings.store.path);
  const voice = feedVoice(clock, live, tell);
  const feed = openFeed(settings.feed, { clock, stepTo, random, cacheFolder, log });
  const catchUp = startCatchUp({ ...parts, intake, feed, live });
  live.bars = feed.bars;
  const recorder = startRecording(parts);
  const endLull = watchLull(parts, live, intake, tell);
  const endClock = watchClock(parts, intake.lags, tell);
  feed.open({
    frame: (text, heardAt) => {
      recorder.add(text, heardAt);
      intake.frame(text, heardAt);
    },
    stocks: (stocks) => void (live.stocks = stocks),
    state: changed(parts, live, { feed, voice, catchUp }),
  });
  return {
    async close() {
      voice.close();
      endLull();
      endClock();
      await feed.close();
      await recorder.close();
      await catchUp.close();
    },
  };
}
