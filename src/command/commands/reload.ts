import type { Command, Outcome } from '../command.ts';
import { answer, refused } from '../reply.ts';

const FORCE = ['force', '강제'];

export const reload: Command = {
  name: 'reload',
  aliases: ['다시읽기'],
  needs: 'admin',
  usage: '[force]',
  about: { ko: '설정 파일을 다시 읽습니다', en: 'reads the configuration again' },
  run(words, { locale }): Outcome {
    const [word, ...others] = words;
    const force = word !== undefined && FORCE.includes(word);
    if ((word !== undefined && !force) || others.length > 0) return refused(['reload [force]']);
    const text = {
      ko: '설정을 다시 읽습니다. 결과는 운영 채널에 알립니다.',
      en: 'Reading the configuration again. The operator’s channel hears what came of it.',
    }[locale];
    return { ok: true, effects: [{ is: 'reload', force }], reply: () => answer([text]) };
  },
};
