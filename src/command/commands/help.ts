import type { Locale } from '../../alert/message.ts';
import { allows, personOf } from '../access.ts';
import type { Command, CommandState, Outcome } from '../command.ts';
import { prefixIn } from '../prefix.ts';
import { told } from '../reply.ts';

function helpLine({ name, usage, about }: Command, prefix: string, locale: Locale): string {
  return `${prefix}${[name, usage].filter(Boolean).join(' ')} — ${about[locale]}`;
}

/** How many there are for whoever asks. */
const headLine = (count: number): Readonly<Record<Locale, string>> => ({
  ko: `쓸 수 있는 명령 ${count}개`,
  en: `${count} commands for you`,
});

const HINT = {
  ko: '종목은 코드, 이름, 이름의 일부 또는 초성(ㅅㅅㅈㅈ)으로 씁니다.',
  en: 'A stock is a code, a name, a part of one, or its initial consonants (ㅅㅅㅈㅈ).',
} as const;

/** Those that whoever asks may use; at the command line all. */
function usable(all: readonly Command[], { people, person }: CommandState): readonly Command[] {
  const role = personOf(people, person)?.role ?? 'admin';
  return all.filter(({ needs }) => allows(role, needs));
}

/** One command, and the other words for it. */
function helpOnOne(command: Command, { where, locale }: CommandState): Outcome {
  const same = { ko: '같은 말', en: 'the same' }[locale];
  return told([
    helpLine(command, prefixIn(where), locale),
    ...(command.aliases.length === 0 ? [] : [`${same}: ${command.aliases.join(', ')}`]),
  ]);
}

/** Explains the others and itself: all of them, or the one that is named. */
export function helpOn(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    aliases: ['start', '도움말'],
    needs: 'viewer',
    usage: '[command]',
    about: { ko: '이 도움말', en: 'this help' },
    run([word = ''], state: CommandState) {
      const { where, locale } = state;
      const all = usable([...others, help], state);
      const asked = word.replace(/^\//u, '').toLowerCase();
      const one = all.find(({ name, aliases }) => [name, ...aliases].includes(asked));
      if (one !== undefined) return helpOnOne(one, state);
      const each = all.map((command) => helpLine(command, prefixIn(where), locale));
      return told([headLine(all.length)[locale], ...each, HINT[locale]]);
    },
  };
  return help;
}
