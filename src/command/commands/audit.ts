import { actedLine } from '../acted-line.ts';
import type { Command } from '../command.ts';
import { told } from '../reply.ts';

/** Characters; thirty lines of them fit one message, whose end would be cut off otherwise. */
const LONGEST_LINE = 120;

const cut = (line: string): string => {
  const letters = Array.from(line);
  return letters.length <= LONGEST_LINE ? line : `${letters.slice(0, LONGEST_LINE - 1).join('')}…`;
};

export const audit: Command = {
  name: 'audit',
  aliases: ['기록'],
  needs: 'admin',
  readsOnly: true,
  usage: '',
  about: { ko: '누가 무엇을 바꿨는지', en: 'who changed what' },
  run(_words, { acted, people, locale }) {
    const none = { ko: '아직 기록이 없습니다.', en: 'Nobody has changed anything yet.' }[locale];
    const head = { ko: '최근 변경', en: 'Last changes' }[locale];
    const lines = acted.map((one) => cut(actedLine(one, people, locale)));
    return told(lines.length === 0 ? [none] : [head, ...lines]);
  },
};
