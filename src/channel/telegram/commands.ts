import type { BotCommand } from 'telegraf/types';
import type { Transport } from './transport.ts';

/** The words of contract.md, "In chat", as Telegram's menu shows them. */
const COMMANDS: readonly { readonly command: string; readonly ko: string; readonly en: string }[] =
  [
    {
      command: 'mute',
      ko: '알림 끄기: 종목·관심목록·규칙·all',
      en: 'Mute a stock, watchlist, rule or all',
    },
    { command: 'unmute', ko: '다시 켜기', en: 'End a mute' },
    { command: 'mutes', ko: '꺼 둔 것 보기', en: 'What is muted' },
    { command: 'status', ko: '감시 상태', en: 'How the watch is doing' },
    { command: 'rules', ko: '규칙 보기', en: 'The rules' },
    { command: 'watch', ko: '관심목록 고치기: add|remove', en: 'Change a watchlist: add|remove' },
    { command: 'why', ko: '왜 왔는지, 왜 안 왔는지', en: 'Why an alert came, or did not' },
    { command: 'today', ko: '오늘의 VI', en: "Today's VIs" },
    { command: 'test', ko: '시험 메시지', en: 'A test message' },
    { command: 'help', ko: '도움말', en: 'Help' },
  ];

const inLanguage = (language: 'ko' | 'en'): BotCommand[] =>
  COMMANDS.map((entry) => ({ command: entry.command, description: entry[language] }));

/**
 * Fills Telegram's command menu: Korean for Korean clients, English for the others. A menu that
 * cannot be set is no fault: the commands work all the same.
 */
export async function registerCommands(transport: Transport, signal: AbortSignal): Promise<void> {
  const menus = [
    { commands: inLanguage('en') },
    { commands: inLanguage('en'), language_code: 'en' },
    { commands: inLanguage('ko'), language_code: 'ko' },
  ];
  for (const menu of menus) await transport.call('setMyCommands', menu, { signal });
}
