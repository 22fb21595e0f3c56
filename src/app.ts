import { WRITER } from './alert/writer.ts';
import type { Notice } from './alert/notice.ts';
import { startChores } from './app/chores/chores.ts';
import { hearer } from './app/chat/hear.ts';
import { startIntake } from './app/intake.ts';
import { move, openOutlets } from './app/outlets.ts';
import { servePages } from './app/pages.ts';
import type { AppParts, Live } from './app/parts.ts';
import { startReloading } from './app/reload/reload.ts';
import { careForStore } from './app/care/store-care.ts';
import { insistent } from './app/care/store-trouble.ts';
import { watch } from './app/watch.ts';
import { startDispatch, stopDispatch } from './deliver/dispatch.ts';
import { notify } from './deliver/notify.ts';

export interface App {
  /** Takes no more events, finishes or stores what is in hand. */
  stop(): Promise<void>;
  /** Reads the configuration again, now. */
  reload(): void;
}

const begin = ({ settings, clock, rules }: AppParts): Live => ({
  startedAt: clock.now(),
  feed: { is: 'connecting', attempt: 0, reason: undefined },
  bars: undefined,
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
  const care = careForStore({ parts: given, trouble, dispatch, tell });
  const pages = await servePages(given, { live, intake, care });
  tell({ is: 'started', rules: parts.rules.rules.length, channels: opened.outlets.length });
  const reloading = await startReloading({ parts, live, dispatch, tell, menus: opened });
  const heard = hearer(parts, dispatch, live);
  for (const inbox of opened.inboxes) inbox.open(heard);
  const feed = watch(parts, live, intake, tell);
  const endChores = await startChores(parts, dispatch, tell, () => opened.warm());

  return {
    reload: () => reloading.reload(),
    async stop() {
      reloading.close();
      endChores();
      await feed.close();
      care.close();
      await intake.close();
      await Promise.all(opened.inboxes.map((inbox) => inbox.close()));
      await stopDispatch(dispatch);
      await opened.close();
      if (pages.is === 'listening') await pages.close();
    },
  };
}
