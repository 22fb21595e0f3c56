import type { Command } from './command.ts';
import { refused } from './reply.ts';
import { nearest } from '../yaml/nearest.ts';

/** Stands for a word that is no command: changes nothing and names the nearest of `names`. */
export const unknownAmong = (names: readonly string[]): Command => ({
  name: 'unknown',
  aliases: [],
  needs: 'viewer',
  usage: '',
  about: { ko: '모르는 말에 답합니다', en: 'answers an unknown word' },
  run([word = ''], { locale }) {
    const meant = nearest(word, names) ?? 'help';
    return refused([
      {
        ko: `'${word}': 모르는 명령입니다. 혹시 ${meant}?`,
        en: `'${word}' is no command. Did you mean ${meant}?`,
      }[locale],
    ]);
  },
});
