import { commandState } from '../../app/chat/command-state.ts';
import { commandStore } from '../../app/chat/command-store.ts';
import { editWatchlist } from '../../app/watchlist/edit-watchlist.ts';
import { loadLastGood } from '../../app/reload/last-good.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Settings, Target } from '../../settings/settings.ts';
import { readRuleSet, readSettings } from './desk.ts';
import { openTold } from './open-told.ts';
import type { Io } from '../io.ts';
import { knownStocks } from '../../feed/known-stocks.ts';
import type { CommandDesk } from './at-command-desk.ts';

/** The chat that mutes of a channel are held against (channel/channel.ts), without opening it. */
export function chatOf(name: string, target: Target): string {
  switch (target.platform) {
    case 'telegram':
      return `telegram:${target.chat}`;
    case 'slack':
      return `slack:${target.channel}`;
    case 'console':
      return `console:${name}`;
  }
}

const chatsOf = ({ channels }: Settings): ReadonlyMap<string, string> =>
  new Map(channels.map(({ name, target }) => [name, chatOf(name, target)]));

/** The folder's rules or, where they have faults, those that a bot then runs on. */
function rulesFor(folder: string, settings: Settings, io: Io): RuleSet | undefined {
  const channels = settings.channels.map(({ name }) => name);
  return readRuleSet(folder, settings, io) ?? loadLastGood(settings.store.path, { channels });
}

/** The chat commands' view of the store from the command line; what they write holds in a running bot. */
export async function openCommandDesk(folder: string, io: Io): Promise<CommandDesk | undefined> {
  const settings = readSettings(folder, io);
  const rules = settings && rulesFor(folder, settings, io);
  if (settings === undefined || rules === undefined) return undefined;
  const store = await openTold(settings.store.path, io);
  if (store === undefined) return undefined;
  const stocks = await knownStocks(settings);
  const { people } = settings;
  return {
    store: commandStore({
      store,
      clock: io.clock,
      changed: () => undefined,
      edit: (change) => editWatchlist(folder, change),
    }),
    state: (looksBack = false) =>
      commandState(
        {
          store,
          rules,
          rulesFault: undefined,
          stocks,
          people,
          chats: chatsOf(settings),
          feed: undefined,
          channels: [],
          now: io.clock.now(),
        },
        { person: 'cli', where: { chat: undefined, direct: false }, locale: 'ko' },
        looksBack,
      ),
    close: () => store.close(),
  };
}
