import { compose, fits } from './alert/compose.ts';
import { noticeMessage } from './alert/notice-message.ts';
import type { Notice } from './alert/notice.ts';
import { startAlarms } from './app/alarms.ts';
import { hearer } from './app/hear.ts';
import { startIntake } from './app/intake.ts';
import { watchMutes } from './app/mute-ends.ts';
import { move, openOutlets } from './app/outlets.ts';
import { servePages } from './app/pages.ts';
import type { AppParts, Live } from './app/parts.ts';
import { startReloading } from './app/reload.ts';
import { hearRetries } from './app/retry.ts';
import { careForStore } from './app/store-care.ts';
import { insistent } from './app/store-trouble.ts';
import { watch } from './app/watch.ts';
import { forgetOld, startDispatch, stopDispatch } from './deliver/dispatch.ts';
import { notify } from './deliver/notify.ts';
import { every } from './platform/every.ts';

export interface App {
  /** Takes no more events, finishes or stores what is in hand. */
  stop(): Promise<void>;
  /** Reads the configuration again, now. */
  reload(): void;
}

const HOUR_MS = 3_600_000;
const WRITER = { compose, fits, notice: noticeMessage };

const begin = ({ settings, clock, rules }: AppParts): Live => ({
  startedAt: clock.now(),
  feed: { is: 'connecting', attempt: 0, reason: undefined },
  stocks: new Map(),
  rules,
  people: settings.people,
  rulesFault: undefined,
});

/** The whole bot: feed -> decode -> match -> plan -> deliver, and commands beside it. */
export async function startApp(given: AppParts): Promise<App> {
  const { parts, trouble } = insistent(given);
  const live = begin(parts);
  const tell = (notice: Notice): void => notify(dispatch, notice);

  const opened = await openOutlets(parts, tell);
  const dispatch = await startDispatch({
    ...parts,
    outlets: opened.outlets,
    writer: WRITER,
    operator: parts.settings.operator,
    rules: () => live.rules,
    moved: (channel, to) => move(parts, tell, channel, to),
  });
  const intake = await startIntake(parts, dispatch, live);
  const mutes = watchMutes(parts, dispatch);
  const care = careForStore({ parts: given, trouble, dispatch, tell });
  const pages = await servePages(given, { live, intake, care });
  tell({ is: 'started', rules: parts.rules.rules.length, channels: opened.outlets.length });
  const reloading = await startReloading({ parts, live, dispatch, tell });
  const endRetries = await hearRetries(parts, dispatch);
  const heard = hearer(parts, dispatch, live);
  for (const inbox of opened.inboxes) inbox.open(heard);
  const feed = watch(parts, live, intake, tell);
  const endAlarms = startAlarms(parts, dispatch, tell);
  const endTidying = every(parts.clock, HOUR_MS, async () => forgetOld(dispatch), parts.crash);

  return {
    reload: () => reloading.reload(),
    async stop() {
      reloading.close();
      endRetries();
      endAlarms();
      endTidying();
      await feed.close();
      for (const one of [mutes, care]) one.close();
      await intake.close();
      await Promise.all(opened.inboxes.map((inbox) => inbox.close()));
      await stopDispatch(dispatch);
      await opened.close();
      if (pages.is === 'listening') await pages.close();
    },
  };
}
