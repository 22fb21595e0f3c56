import type { Ending } from '../../feed/kiwoom/ending.ts';
import type { Said } from '../said.ts';

/** What is wrong, and what to do about it. */
export interface Trouble {
  readonly said: Said;
  readonly todo: Said;
}

/** The first words of each: who registered no address reads nothing of codes (kiwoom.md 3). */
const ADDRESS: Trouble = {
  said: {
    ko: '키움에 등록되지 않은 IP입니다',
    en: "this machine's public IP address is not registered with Kiwoom",
  },
  todo: {
    ko:
      'openapi.kiwoom.com에 로그인해 이 앱키의 IP 목록에 이 컴퓨터의 공인 IP를 더한 뒤 다시 하세요. ' +
      '공유기를 다시 켜면 공인 IP가 바뀔 수 있습니다',
    en:
      'log in at openapi.kiwoom.com, add the public IP of this machine to the addresses of this ' +
      'app key, and try again; restarting a router may change that IP',
  },
};
const KEYS: Trouble = {
  said: { ko: '키움이 앱키나 시크릿키를 받아들이지 않습니다', en: 'Kiwoom refuses these keys' },
  todo: {
    ko: '포털에서 두 키를 다시 복사하세요. 모의투자 키는 모의투자에서만 됩니다: npm run vigil -- init --only kiwoom',
    en: 'copy both keys anew; keys of the mock market serve only there: npm run vigil -- init --only kiwoom',
  },
};
const TAKEOVER: Trouble = {
  said: {
    ko: '같은 앱키로 다른 프로그램이 접속해 있습니다',
    en: 'another program is logged in with the same app key',
  },
  todo: {
    ko: '그 프로그램을 끄거나 Vigil만 쓸 앱키를 만드세요',
    en: 'end that program, or make an app key for Vigil alone',
  },
};

const elsewhere = (reason: string): Trouble => ({
  said: { ko: `키움이 제대로 답하지 않습니다: ${reason}`, en: `no proper answer: ${reason}` },
  todo: {
    ko: '점검 시간이거나 인터넷 문제일 수 있습니다. 몇 분 뒤에 다시 하세요',
    en: 'maintenance, or the network: try again in a few minutes',
  },
});

/** What a refusal or a silence of the broker means for a trader. */
export function aboutKiwoom(ending: Ending): Trouble {
  if (ending.is !== 'stopped' || ending.why === 'closed') return elsewhere(ending.reason);
  return { address: ADDRESS, keys: KEYS, takeover: TAKEOVER }[ending.why];
}
