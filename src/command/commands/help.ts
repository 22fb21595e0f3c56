import type { Locale } from '../../alert/message.ts';
import type { Command, CommandState, Where } from '../command.ts';
import { told } from '../reply.ts';

/** How a command begins there (contract.md, In chat). */
function prefixIn({ chat }: Where): string {
  if (chat === undefined) return '';
  return chat.startsWith('slack:') ? '/vi ' : '/';
}

function helpLine({ name, usage, about }: Command, prefix: string, locale: Locale): string {
  return `${prefix}${[name, usage].filter(Boolean).join(' ')} — ${about[locale]}`;
}

const HINT = {
  ko: '종목은 코드, 이름, 이름의 일부 또는 초성(ㅅㅅㅈㅈ)으로 씁니다.',
  en: 'A stock is a code, a name, a part of one, or its initial consonants (ㅅㅅㅈㅈ).',
} as const;

/** Explains the others and itself. */
export function helpOn(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    aliases: ['start', '도움말'],
    needs: 'viewer',
    usage: '',
    about: { ko: '이 도움말', en: 'this help' },
    run: (_words, { where, locale }: CommandState) =>
      told([
        ...[...others, help].map((each) => helpLine(each, prefixIn(where), locale)),
        HINT[locale],
      ]),
  };
  return help;
}
