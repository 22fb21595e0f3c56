import type { Locale } from '../../alert/message.ts';
import type { Transport } from './transport.ts';

/** One chat command, as a platform's menu shows it. */
export interface MenuEntry {
  readonly name: string;
  readonly about: Readonly<Record<Locale, string>>;
}

const inLanguage = (menu: readonly MenuEntry[], language: Locale) =>
  menu.map(({ name, about }) => ({ command: name, description: about[language] }));

/**
 * Fills Telegram's command menu: Korean for Korean clients, English for the others. A menu that
 * cannot be set is no fault: the commands work all the same.
 */
export async function registerCommands(
  transport: Transport,
  menu: readonly MenuEntry[],
  signal: AbortSignal,
): Promise<void> {
  const menus = [
    { commands: inLanguage(menu, 'en') },
    { commands: inLanguage(menu, 'en'), language_code: 'en' },
    { commands: inLanguage(menu, 'ko'), language_code: 'ko' },
  ];
  for (const one of menus) await transport.call('setMyCommands', one, { signal });
}
