import { readFileSync } from 'node:fs';
import { aboutAnswer } from '../doctor/about-answer.ts';
import type { Said } from '../said.ts';
import type { Answers } from './answers.ts';
import { SLACK_CHANNEL_FORM, SLACK_USER_FORM } from '../../settings/id-forms.ts';
import { slackApp, type SlackApp } from './slack-app.ts';
import type { Wizard } from './wizard.ts';
import { endpointsFor } from './workshop.ts';

const WANTED: Said = { ko: '슬랙으로 받을까요?', en: 'Alerts in Slack?' };
const HOW: Said = {
  ko:
    'api.slack.com/apps → Create New App → From a manifest에 아래(docs/slack-manifest.yaml)를 붙여 넣고 ' +
    'Install 하세요.',
  en:
    'At api.slack.com/apps → Create New App → From a manifest paste what follows ' +
    '(docs/slack-manifest.yaml), then Install.',
};
const BOT_TOKEN: Said = {
  ko: '봇 토큰 (xoxb-..., OAuth & Permissions)',
  en: 'Bot token (xoxb-..., OAuth & Permissions)',
};
const APP_TOKEN: Said = {
  ko: '앱 토큰 (xapp-..., Basic Information → App-Level Tokens, connections:write)',
  en: 'App token (xapp-..., Basic Information → App-Level Tokens, connections:write)',
};
const KEEP: Said = {
  ko: '이미 있는 슬랙 토큰 둘을 쓸까요?',
  en: 'Use the two Slack tokens that are there?',
};
const WHICH: Said = { ko: '어느 채널에 알릴까요?', en: 'Which channel?' };
const TYPED: Said = { ko: '번호를 직접 넣기', en: 'type its id' };
const CHANNEL: Said = {
  ko: '채널 번호 (C..., 채널 세부정보 맨 아래)',
  en: 'Channel id (C..., at the end of its details)',
};
const USER: Said = {
  ko: '명령을 내릴 사람의 멤버 ID (U..., 프로필 → ⋮ → 멤버 ID 복사, 없으면 그냥 Enter)',
  en: 'Member id of who may command the bot (U..., profile → ⋮ → Copy member ID; Enter: nobody)',
};
const NO_CHANNEL: Said = { ko: '채널 번호가 아닙니다', en: 'that is no channel id' };
const NO_USER: Said = { ko: '멤버 ID가 아닙니다', en: 'that is no member id' };
const INVITE: Said = {
  ko: '그 채널에서 /invite @Vigil을 쓴 다음 계속하세요.',
  en: 'Write /invite @Vigil in that channel before you go on.',
};

/** Beside the sources; a copy without its documents tells the name alone. */
function manifest(): string {
  try {
    return readFileSync(new URL('../../../docs/slack-manifest.yaml', import.meta.url), 'utf8');
  } catch {
    return '';
  }
}

interface Tokens {
  readonly bot: string;
  readonly app: string;
}

async function askTokens({ prompts, in: say, needed }: Wizard): Promise<Tokens> {
  const bot = await prompts.secret(say(BOT_TOKEN), needed);
  return { bot, app: await prompts.secret(say(APP_TOKEN), needed) };
}

async function keptTokens({ prompts, in: say, workshop }: Wizard): Promise<Tokens | undefined> {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app } = workshop.environment;
  if (bot === undefined || app === undefined) return undefined;
  return (await prompts.confirm(say(KEEP))) ? { bot, app } : undefined;
}

/** Asks until Slack accepts both tokens. */
async function provenApp(wizard: Wizard, kept: Tokens | undefined) {
  const { prompts, in: say, workshop } = wizard;
  if (kept === undefined) {
    prompts.tell(say(HOW));
    // As it is, not as something that is told: a prompt's margin and line breaks would be copied too.
    workshop.io.out(`\n${manifest()}\n`);
  }
  for (let tokens = kept ?? (await askTokens(wizard)); ;) {
    const app = slackApp(tokens.bot, endpointsFor(workshop).slack);
    const who = await app.whoIs();
    const refused = 'team' in who ? await app.checkAppToken(tokens.app) : who;
    if ('team' in who && refused === undefined) return { tokens, app, team: who.team };
    await app.close();
    const which = 'team' in who ? 'xapp' : 'xoxb';
    if (refused !== undefined) {
      prompts.tell(`✗ ${which}: ${say(aboutAnswer(refused, 'slack').said)}`);
    }
    tokens = await askTokens(wizard);
  }
}

const askChannelId = ({ prompts, in: say }: Wizard): Promise<string> =>
  prompts.text(say(CHANNEL), (text) =>
    SLACK_CHANNEL_FORM.test(text) ? undefined : say(NO_CHANNEL),
  );

async function askChannel(wizard: Wizard, app: SlackApp): Promise<string> {
  const { prompts, in: say } = wizard;
  const listed = await app.channels();
  const choices = listed.map(({ id, name }) => ({ value: id, label: `#${name}` }));
  const typed = { value: 'typed', label: say(TYPED) };
  const value =
    listed.length === 0 ? 'typed' : await prompts.choose(say(WHICH), [...choices, typed]);
  const chosen = value === 'typed' ? await askChannelId(wizard) : value;
  const isInside = listed.some(({ id, member }) => id === chosen && member);
  if (!isInside) prompts.tell(say(INVITE));
  return chosen;
}

async function askUser({ prompts, in: say }: Wizard): Promise<string | undefined> {
  const user = await prompts.text(say(USER), (text) =>
    text === '' || SLACK_USER_FORM.test(text) ? undefined : say(NO_USER),
  );
  return user === '' ? undefined : user;
}

/** An app, the channel it writes to, and who may command it. `isAsked`: somebody wants this part. */
export async function askSlack(
  wizard: Wizard,
  isAsked: boolean,
): Promise<Pick<Answers, 'slack' | 'secrets'>> {
  const { prompts, in: say } = wizard;
  if (!isAsked && !(await prompts.confirm(say(WANTED)))) return { secrets: {} };
  const kept = await keptTokens(wizard);
  const { tokens, app, team } = await provenApp(wizard, kept);
  try {
    prompts.tell(`✓ ${team}`);
    const channel = await askChannel(wizard, app);
    const slack = { channel, user: await askUser(wizard) };
    const secrets = { SLACK_BOT_TOKEN: tokens.bot, SLACK_APP_TOKEN: tokens.app };
    return { slack, secrets: tokens === kept ? {} : secrets };
  } finally {
    await app.close();
  }
}
