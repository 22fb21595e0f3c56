import type { Said } from '../said.ts';
import { CHAT_FORM, TELEGRAM_USER_FORM } from '../../settings/id-forms.ts';
import type { Answers, TelegramPlace } from './answers.ts';
import { telegramBot, type Found, type TelegramBot } from './telegram-bot.ts';
import type { Wizard } from './wizard.ts';
import { endpointsFor } from './workshop.ts';

const WANTED: Said = { ko: '텔레그램으로 받을까요?', en: 'Alerts in Telegram?' };
const HOW: Said = {
  ko: '텔레그램에서 @BotFather에게 /newbot을 보내고, 받은 토큰을 붙여 넣으세요.',
  en: 'In Telegram send /newbot to @BotFather, and paste the token that it gives you.',
};
const TOKEN: Said = { ko: '봇 토큰', en: 'Bot token' };
const KEEP: Said = { ko: '이미 있는 봇 토큰을 쓸까요?', en: 'Use the bot token that is there?' };
const BUSY: Said = {
  ko: '다른 프로그램(실행 중인 Vigil?)이 이 봇의 메시지를 읽고 있습니다. 끄고 다시 하거나 번호를 직접 넣으세요.',
  en: 'Another program (a running Vigil?) reads the messages of this bot. End it and try again, or type the ids.',
};
const SILENCE: Said = { ko: '아무 메시지도 오지 않았습니다.', en: 'No message came.' };
const NEXT: Said = { ko: '어떻게 할까요?', en: 'What now?' };
const AGAIN: Said = { ko: '다시 기다리기', en: 'wait again' };
const TYPE: Said = { ko: '번호를 직접 넣기', en: 'type the ids' };
const CHAT: Said = {
  ko: '채팅방 번호 (12345678, 그룹은 -100..., 채널은 @이름)',
  en: 'Chat id (12345678, a group -100..., a channel @name)',
};
const USER: Said = {
  ko: '명령을 내릴 사람의 사용자 번호 (없으면 그냥 Enter)',
  en: 'User id of who may command the bot (Enter: nobody)',
};
const NO_CHAT: Said = { ko: '채팅방 번호가 아닙니다', en: 'that is no chat id' };
const NO_USER: Said = { ko: '사용자 번호가 아닙니다', en: 'that is no user id' };

/** How long somebody takes to find the bot and write to it. */
const PATIENCE_MS = 180_000;

const invitation = (username: string): Said => ({
  ko:
    `✓ @${username}\n이제 텔레그램에서 @${username}에게 아무 말이나 보내세요. ` +
    `그룹에서 받으려면 봇을 그룹에 초대하거나 거기서 /start@${username}을 보내세요. 3분 동안 기다립니다.`,
  en:
    `✓ @${username}\nNow send any message to @${username}. For a group invite the bot, ` +
    `or send /start@${username} there. I wait for three minutes.`,
});

function question({ chat, title, user, name }: Found): Said {
  const place = title ?? '';
  const who = `${name ?? '?'} (${user ?? '?'})`;
  return {
    ko:
      title === undefined
        ? `${who}, 개인 채팅. 맞나요?`
        : `그룹 ${place} (${chat}), ${who}. 맞나요?`,
    en:
      title === undefined
        ? `${who}, a private chat. Is it this one?`
        : `Group ${place} (${chat}), ${who}. Is it this one?`,
  };
}

async function askIds({ prompts, in: say }: Wizard): Promise<TelegramPlace> {
  const chat = await prompts.text(say(CHAT), (text) =>
    CHAT_FORM.test(text) ? undefined : say(NO_CHAT),
  );
  const user = await prompts.text(say(USER), (text) =>
    text === '' || TELEGRAM_USER_FORM.test(text) ? undefined : say(NO_USER),
  );
  return { chat, user: user === '' ? undefined : user };
}

/** Waits until somebody writes whom the person at the terminal knows. */
async function findPlace(wizard: Wizard, bot: TelegramBot): Promise<TelegramPlace> {
  const { prompts, in: say } = wizard;
  for (;;) {
    const heard = await bot.listen(PATIENCE_MS);
    if (heard.is === 'found') {
      if (!(await prompts.confirm(say(question(heard.found))))) continue;
      await bot.confirm();
      return heard.found;
    }
    prompts.tell(say(heard.is === 'busy' ? BUSY : SILENCE));
    const next = await prompts.choose(say(NEXT), [
      { value: 'again', label: say(AGAIN) },
      { value: 'type', label: say(TYPE) },
    ]);
    if (next === 'type') return askIds(wizard);
  }
}

async function askToken({ prompts, in: say, needed }: Wizard): Promise<string> {
  prompts.tell(say(HOW));
  return prompts.secret(say(TOKEN), needed);
}

/** Asks until Telegram knows the token. */
async function provenBot(wizard: Wizard, first: string | undefined) {
  const { prompts, in: say, workshop } = wizard;
  const { telegram: apiRoot } = endpointsFor(workshop);
  for (let token = first ?? (await askToken(wizard)); ;) {
    const bot = telegramBot(token, apiRoot, workshop.io.clock);
    const me = await bot.whoIs();
    if ('username' in me) return { token, bot, username: me.username };
    bot.close();
    const said = { ko: `텔레그램이 이 토큰을 모릅니다: ${me.reason}`, en: `refused: ${me.reason}` };
    prompts.tell(`✗ ${say(said)}`);
    token = await askToken(wizard);
  }
}

/** A bot, the chat it writes to, and who may command it. `isAsked`: somebody wants this part. */
export async function askTelegram(
  wizard: Wizard,
  isAsked: boolean,
): Promise<Pick<Answers, 'telegram' | 'secrets'>> {
  const { prompts, in: say, workshop } = wizard;
  if (!isAsked && !(await prompts.confirm(say(WANTED)))) return { secrets: {} };
  const { TELEGRAM_BOT_TOKEN: known } = workshop.environment;
  const kept = known !== undefined && (await prompts.confirm(say(KEEP))) ? known : undefined;
  const { token, bot, username } = await provenBot(wizard, kept);
  try {
    prompts.tell(say(invitation(username)));
    const telegram = await findPlace(wizard, bot);
    return { telegram, secrets: token === known ? {} : { TELEGRAM_BOT_TOKEN: token } };
  } finally {
    bot.close();
  }
}
