import type { BotCommandScope } from 'telegraf/types';
import type { Locale } from '../../alert/message.ts';
import type { Transport } from './transport.ts';

/** One chat command, as a platform's menu shows it. */
export interface MenuEntry {
  readonly name: string;
  readonly about: Readonly<Record<Locale, string>>;
}

/** A menu and who sees it: everybody, those who write in groups, or one person in private. */
export interface Menu {
  readonly for: 'everybody' | 'groups' | { readonly person: string };
  readonly entries: readonly MenuEntry[];
}

/** The narrower scope wins over the wider one (Bot API, "Determining list of commands"). */
function scopeOf({ for: who }: Menu): BotCommandScope {
  if (who === 'everybody') return { type: 'default' };
  if (who === 'groups') return { type: 'all_group_chats' };
  return { type: 'chat', chat_id: Number(who.person) };
}

const inLanguage = (menu: readonly MenuEntry[], language: Locale) =>
  menu.map(({ name, about }) => ({ command: name, description: about[language] }));

/**
 * Fills Telegram's command menus: Korean for Korean clients, English for the others. A menu that
 * cannot be set is no fault, as that of a person who never wrote to the bot: the commands work all
 * the same.
 */
export async function registerCommands(
  transport: Transport,
  menus: readonly Menu[],
  signal: AbortSignal,
): Promise<void> {
  for (const menu of menus) {
    const [en, ko] = [inLanguage(menu.entries, 'en'), inLanguage(menu.entries, 'ko')];
    const scope = scopeOf(menu);
    await transport.call('setMyCommands', { commands: en, scope }, { signal });
    await transport.call('setMyCommands', { commands: ko, scope, language_code: 'ko' }, { signal });
  }
}
