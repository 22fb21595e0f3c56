import { dirname } from 'node:path';
import type { Notice } from '../alert/notice.ts';
import type { Feed } from '../feed/feed.ts';
import { openFeed } from '../feed/open-feed.ts';
import type { Intake } from './intake.ts';
import type { AppParts, Live } from './parts.ts';
import { feedVoice } from './voice.ts';

/** Opens the feed: frames go to the intake, its states to the operator, its stock list to all. */
export function watch(
  parts: AppParts,
  live: Live,
  intake: Intake,
  tell: (notice: Notice) => void,
): Pick<Feed, 'close'> {
  const { settings, clock, random, log } = parts;
  const cacheFolder = dirname(settings.store.path);
  const voice = feedVoice(clock, tell);
  const feed = openFeed(settings.feed, { clock, random, cacheFolder, log });
  feed.open({
    frame: intake.frame,
    stocks: (stocks) => void (live.stocks = stocks),
    state(state) {
      live.feed = state;
      log('info', 'feed', { ...state });
      voice.heard(state);
    },
  });
  return {
    async close() {
      voice.close();
      await feed.close();
    },
  };
}
