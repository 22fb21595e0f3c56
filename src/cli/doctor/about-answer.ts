import type { Answer } from '../../channel/channel.ts';
import type { Said } from '../said.ts';
import type { Trouble } from './about-kiwoom.ts';

type Platform = 'telegram' | 'slack';

const BOT: Readonly<Record<Platform, Said>> = {
  telegram: {
    ko: '그 채팅방에서 봇에게 /start를 보내거나, 그룹이면 봇을 초대하세요',
    en: 'send /start to the bot in that chat or, in a group, invite the bot',
  },
  slack: {
    ko: '그 채널에서 /invite @Vigil을 쓰고 채널 번호(C...)를 확인하세요',
    en: 'write /invite @Vigil in that channel, and compare its id (C...)',
  },
};
const TOKEN: Readonly<Record<Platform, Said>> = {
  telegram: {
    ko: '@BotFather에서 토큰을 다시 받으세요: npm run vigil -- init --only telegram',
    en: 'take the token from @BotFather again: npm run vigil -- init --only telegram',
  },
  slack: {
    ko: 'OAuth & Permissions에서 앱을 다시 설치하고 토큰을 바꾸세요: npm run vigil -- init --only slack',
    en: 'install the app again (OAuth & Permissions) and take its token: npm run vigil -- init --only slack',
  },
};
const LATER: Said = {
  ko: '인터넷을 확인하고 잠시 뒤에 다시 하세요',
  en: 'look at the network, and try again in a while',
};

const down = (reason: string): Said => ({
  ko: `거기에 쓸 수 없습니다: ${reason}`,
  en: `it cannot write there: ${reason}`,
});
const refused = (reason: string): Said => ({
  ko: `토큰이 거절되었습니다: ${reason}`,
  en: `the token is refused: ${reason}`,
});
const unclear = (reason: string): Said => ({
  ko: `제대로 된 답이 없습니다: ${reason}`,
  en: `no proper answer: ${reason}`,
});
const moved = (to: string): Trouble => ({
  said: { ko: '그룹의 번호가 바뀌었습니다', en: 'the group has a new id' },
  todo: {
    ko: `vigil.yaml의 chat을 ${to}(으)로 바꾸세요`,
    en: `write it into vigil.yaml as chat: ${to}`,
  },
});
const early = (seconds: number): Trouble => ({
  said: { ko: '지금은 너무 많이 보냈다고 합니다', en: 'it asks for a pause' },
  todo: { ko: `${seconds}초 뒤에 다시 하세요`, en: `try again in ${seconds} s` },
});

/** What an answer means to whoever must mend it; nothing where it was accepted. */
export function aboutAnswer(
  answer: Exclude<Answer, { is: 'accepted' }>,
  platform: Platform,
): Trouble {
  switch (answer.is) {
    case 'destination-down':
      return { said: down(answer.reason), todo: BOT[platform] };
    case 'token-down':
      return { said: refused(answer.reason), todo: TOKEN[platform] };
    case 'moved':
      return moved(answer.to);
    case 'wait':
      return early(Math.ceil(answer.ms / 1000));
    default:
      return { said: unclear(answer.reason), todo: LATER };
  }
}
