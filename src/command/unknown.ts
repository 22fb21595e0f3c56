import { choicePress } from '../vi/press.ts';
import { nearest } from '../yaml/nearest.ts';
import type { Command } from './command.ts';
import { prefixIn } from './prefix.ts';
import { refused } from './reply.ts';

/** The command that a word was probably to be, by its name or another word for it. */
function likely(word: string, commands: readonly Command[]): string | undefined {
  const words = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
  const near = nearest(word.toLowerCase(), words);
  return commands.find(({ name, aliases }) => [name, ...aliases].some((one) => one === near))?.name;
}

/**
 * Stands for a word that is no command: changes nothing, names the nearest of `commands`, and
 * offers the whole of what was said with it as a button.
 */
export const unknownAmong = (commands: readonly Command[]): Command => ({
  name: 'unknown',
  aliases: [],
  needs: 'viewer',
  usage: '',
  about: { ko: '모르는 말에 답합니다', en: 'answers an unknown word' },
  run([word = '', ...rest], { where, locale }) {
    const near = likely(word, commands);
    const meant = near === undefined ? 'help' : [near, ...rest].join(' ');
    const name = `${prefixIn(where)}${near ?? 'help'}`;
    const line = {
      ko: `'${word}': 모르는 명령입니다. 혹시 ${name}?`,
      en: `'${word}' is no command. Did you mean ${name}?`,
    }[locale];
    const press = choicePress(meant);
    return refused([line], press === undefined ? [] : [{ label: meant, press }]);
  },
});
