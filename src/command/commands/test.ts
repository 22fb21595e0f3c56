import type { Command } from '../command.ts';
import { told } from '../reply.ts';

export const test: Command = {
  name: 'test',
  aliases: ['시험'],
  needs: 'viewer',
  usage: '',
  about: { ko: '이 채팅에 시험 메시지', en: 'a test message to this chat' },
  run: (_words, { locale }) =>
    told(
      {
        ko: [
          '🧪 시험 메시지',
          '이 메시지가 보이면 명령과 답이 이 채팅을 오갑니다. VI 알림이 아닙니다.',
        ],
        en: [
          '🧪 Test message',
          'If you can read this, commands and answers pass. This is no VI alert.',
        ],
      }[locale],
    ),
};
