import type { Keys } from '../../feed/kiwoom/issue-token.ts';
import type { Said } from '../said.ts';
import type { Answers } from './answers.ts';
import { checkKeys } from './check-keys.ts';
import { cancelled } from './prompts.ts';
import type { Wizard } from './wizard.ts';
import { endpointsFor } from './workshop.ts';

const WHERE: Said = { ko: '어느 시장의 시세를 들을까요?', en: 'Which market?' };
const REAL: Said = { ko: '키움 실전', en: 'Kiwoom, the real market' };
const MOCK: Said = { ko: '키움 모의투자 (KRX만)', en: 'Kiwoom, the mock market (KRX only)' };
const LATER: Said = { ko: '나중에 (지금 설정 그대로)', en: 'later (leave it as it is)' };
const HOW: Said = {
  ko:
    'openapi.kiwoom.com에서 REST API를 신청하고, Vigil만 쓸 앱키를 만들고, ' +
    '이 컴퓨터의 공인 IP를 등록한 뒤 두 키를 복사하세요.',
  en:
    'At openapi.kiwoom.com apply for the REST API, make an app key for Vigil alone, register the ' +
    'public IP address of this machine, and copy both keys.',
};
const APP_KEY: Said = { ko: '앱키 (App Key)', en: 'App key' };
const SECRET_KEY: Said = { ko: '시크릿키 (Secret Key)', en: 'Secret key' };
const KEEP: Said = { ko: '이미 있는 키움 키를 쓸까요?', en: 'Use the Kiwoom keys that are there?' };
const GOOD: Said = { ko: '✓ 키움이 키를 받아들였습니다', en: '✓ Kiwoom accepts the keys' };
const NEXT: Said = { ko: '어떻게 할까요?', en: 'What now?' };
const AGAIN: Said = { ko: '같은 키로 다시', en: 'try the same keys again' };
const OTHER: Said = { ko: '키를 다시 넣기', en: 'enter other keys' };
const STOP: Said = { ko: '그만두기', en: 'stop' };

const secretsOf = ({ appKey, secretKey }: Keys) => ({
  KIWOOM_APP_KEY: appKey,
  KIWOOM_SECRET_KEY: secretKey,
});

async function askKeys({ prompts, in: say, needed }: Wizard): Promise<Keys> {
  prompts.tell(say(HOW));
  const appKey = await prompts.secret(say(APP_KEY), needed);
  return { appKey, secretKey: await prompts.secret(say(SECRET_KEY), needed) };
}

async function keptKeys({ prompts, in: say, workshop }: Wizard): Promise<Keys | undefined> {
  const { KIWOOM_APP_KEY: appKey, KIWOOM_SECRET_KEY: secretKey } = workshop.environment;
  if (appKey === undefined || secretKey === undefined) return undefined;
  return (await prompts.confirm(say(KEEP))) ? { appKey, secretKey } : undefined;
}

/** Asks until the broker accepts a pair of keys. */
async function provenKeys(
  wizard: Wizard,
  market: 'real' | 'mock',
  kept: Keys | undefined,
): Promise<Keys> {
  const { prompts, in: say, workshop } = wizard;
  const { kiwoomRest: restUrl } = endpointsFor(workshop, market);
  const { cacheFolder, botRuns } = workshop;
  for (let keys = kept ?? (await askKeys(wizard)); ;) {
    const inUse = botRuns && keys === kept;
    const trouble = await checkKeys({ keys, restUrl, cacheFolder, inUse }, workshop.io.clock);
    if (trouble === undefined) return keys;
    prompts.tell(`✗ ${say(trouble.said)}\n→ ${say(trouble.todo)}`);
    const next = await prompts.choose(say(NEXT), [
      { value: 'again', label: say(AGAIN) },
      { value: 'other', label: say(OTHER) },
      { value: 'stop', label: say(STOP) },
    ]);
    if (next === 'stop') throw cancelled();
    if (next === 'other') keys = await askKeys(wizard);
  }
}

/** Which market, and keys that it accepts. `mayWait`: whether that can be left for later. */
export async function askKiwoom(
  wizard: Wizard,
  mayWait: boolean,
): Promise<Pick<Answers, 'market' | 'secrets'>> {
  const { prompts, in: say } = wizard;
  const market = await prompts.choose(say(WHERE), [
    { value: 'real', label: say(REAL) },
    { value: 'mock', label: say(MOCK) },
    ...(mayWait ? [{ value: 'later' as const, label: say(LATER) }] : []),
  ]);
  if (market === 'later') return { secrets: {} };
  const kept = await keptKeys(wizard);
  const keys = await provenKeys(wizard, market, kept);
  prompts.tell(say(GOOD));
  return { market, secrets: keys === kept ? {} : secretsOf(keys) };
}
