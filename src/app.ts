import { dirname } from 'node:path';
import { compose, fits } from './alert/compose.ts';
import { noticeMessage } from './alert/notice-message.ts';
import type { Notice } from './alert/notice.ts';
import { hearer } from './app/hear.ts';
import { startIntake } from './app/intake.ts';
import { watchMutes } from './app/mute-ends.ts';
import { openOutlets } from './app/outlets.ts';
import { feedVoice } from './app/voice.ts';
import { webState } from './app/web-state.ts';
import { notify, startDispatch, stopDispatch, take } from './deliver/dispatch.ts';
import type { FeedState } from './feed/feed.ts';
import { openFeed } from './feed/open-feed.ts';
import type { Clock } from './platform/clock.ts';
import { faultText, type Log } from './platform/log.ts';
import type { RuleSet } from './rules/rule.ts';
import type { Settings } from './settings/settings.ts';
import { insist } from './store/passing.ts';
import type { Store } from './store/store.ts';
import type { StockList } from './vi/stock.ts';
import { serveWeb } from './web/serve-web.ts';

/** What a bot runs on. Everything that touches the world outside comes in here. */
export interface AppParts {
  readonly settings: Settings;
  readonly rules: RuleSet;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Where consoles print, and whether a person with a colour terminal reads it. */
  readonly out: (text: string) => void;
  readonly colour: boolean;
  /** A fault that only a restart from the store can mend. */
  readonly crash: (fault: unknown) => void;
}

export interface App {
  /** Takes no more events, finishes or stores what is in hand. */
  stop(): Promise<void>;
}

/** The whole bot: feed -> decode -> match -> plan -> deliver, and commands beside it. */
export async function startApp(parts: AppParts): Promise<App> {
  const { settings, rules, store, clock, log, crash } = parts;
  const startedAt = clock.now();
  let stocks: StockList = new Map();
  let feedState: FeedState = { is: 'connecting', attempt: 0, reason: undefined };
  const tell = (notice: Notice): void => notify(dispatch, notice);
  const hindered = (fault: unknown): void =>
    log('error', 'store refused', { fault: faultText(fault) });

  const { outlets, inboxes, close } = openOutlets({ ...parts, tell });
  const writer = { compose, fits, notice: noticeMessage };
  const dispatch = await startDispatch({
    clock,
    store,
    writer,
    outlets,
    operator: settings.operator,
    rules: () => rules,
    crash,
  });
  const intake = await startIntake({
    clock,
    store,
    crash,
    stocks: () => stocks,
    accept: (batch) => insist(clock, () => take(dispatch, batch), hindered),
  });
  const mutes = watchMutes({ clock, store, dispatch, crash });
  const voice = feedVoice(clock, tell);
  const heard = hearer({
    dispatch,
    log,
    people: settings.people,
    rules: () => rules,
    stocks: () => stocks,
    feed: () => feedState,
  });
  const state = webState({ store, clock, startedAt, rows: intake.rows, feed: () => feedState });
  const web = await serveWeb(state, { ...settings.web, fault: hindered });
  log(web.is === 'listening' ? 'info' : 'warn', 'web page', {
    ...settings.web,
    ...web,
    token: undefined,
  });
  const feed = openFeed(settings.feed, {
    clock,
    random: parts.random,
    cacheFolder: dirname(settings.store.path),
    log,
  });

  tell({ is: 'started', rules: rules.rules.length, channels: outlets.length });
  for (const inbox of inboxes) inbox.open(heard);
  feed.open({
    frame: (text, heardAt) => intake.frame(text, heardAt),
    stocks: (list) => void (stocks = list),
    state(next) {
      feedState = next;
      log('info', 'feed', { ...next });
      voice.heard(next);
    },
  });
  return {
    async stop() {
      await feed.close();
      voice.close();
      mutes.close();
      await intake.close();
      await Promise.all(inboxes.map((inbox) => inbox.close()));
      await stopDispatch(dispatch);
      await close();
      if (web.is === 'listening') await web.close();
    },
  };
}
