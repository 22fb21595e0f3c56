import type { Locale } from '../../alert/message.ts';
import { aboutAnswer } from '../doctor/about-answer.ts';
import type { Said } from '../said.ts';
import type { Answers, Part } from './answers.ts';
import { checkKeys } from './check-keys.ts';
import { slackApp } from './slack-app.ts';
import { telegramBot } from './telegram-bot.ts';
import { endpointsFor, type Workshop } from './workshop.ts';

/** The answers as a machine gives them. Secrets come from the environment or `.env` alone. */
export interface Flags {
  readonly only?: Part;
  readonly mock?: boolean;
  readonly telegramChat?: string;
  readonly telegramUser?: string;
  readonly slackChannel?: string;
  readonly slackUser?: string;
  readonly channelLocale?: Locale;
  readonly saveSecrets?: boolean;
}

/** Why it cannot go on. */
type Refusal = { readonly refused: Said };
type Outcome<Found> = Found | Refusal;

const NOTHING: Said = {
  ko: '할 일이 없습니다: 키움 키를 환경에 두거나 --telegram-chat, --slack-channel을 쓰세요',
  en: 'nothing to do: put the Kiwoom keys into the environment, or give --telegram-chat or --slack-channel',
};

const unset = (...names: readonly string[]): Refusal => ({
  refused: {
    ko: `환경이나 .env에 없습니다: ${names.join(', ')}`,
    en: `not in the environment or .env: ${names.join(', ')}`,
  },
});

const flagNeeded = (flag: string): Refusal => ({
  refused: { ko: `${flag}가 필요합니다`, en: `${flag} is needed` },
});

const isWanted = (part: Part, { only }: Flags): boolean => only === undefined || only === part;

/** The market, once the broker accepted the keys; nothing where no keys are given. */
async function kiwoomPart(
  flags: Flags,
  workshop: Workshop,
): Promise<Outcome<Pick<Answers, 'market'>>> {
  if (!isWanted('kiwoom', flags)) return {};
  const { KIWOOM_APP_KEY: appKey, KIWOOM_SECRET_KEY: secretKey } = workshop.environment;
  if (appKey === undefined || secretKey === undefined) {
    const isAsked = flags.mock === true || flags.only === 'kiwoom';
    return isAsked ? unset('KIWOOM_APP_KEY', 'KIWOOM_SECRET_KEY') : {};
  }
  const market = flags.mock === true ? 'mock' : 'real';
  const { kiwoomRest: restUrl } = endpointsFor(workshop, market);
  const { cacheFolder, botRuns: inUse } = workshop;
  const asked = { keys: { appKey, secretKey }, restUrl, cacheFolder, inUse };
  const trouble = await checkKeys(asked, workshop.io.clock);
  if (trouble === undefined) return { market };
  const { said, todo } = trouble;
  return { refused: { ko: `${said.ko} → ${todo.ko}`, en: `${said.en} → ${todo.en}` } };
}

async function telegramPart(
  flags: Flags,
  workshop: Workshop,
): Promise<Outcome<Pick<Answers, 'telegram'>>> {
  const { telegramChat: chat, telegramUser: user } = flags;
  if (!isWanted('telegram', flags)) return {};
  if (chat === undefined) {
    const isAsked = user !== undefined || flags.only === 'telegram';
    return isAsked ? flagNeeded('--telegram-chat') : {};
  }
  const { TELEGRAM_BOT_TOKEN: token } = workshop.environment;
  if (token === undefined) return unset('TELEGRAM_BOT_TOKEN');
  const bot = telegramBot(token, endpointsFor(workshop).telegram, workshop.io.clock);
  const me = await bot.whoIs();
  bot.close();
  if ('username' in me) return { telegram: { chat, user } };
  const { reason } = me;
  return { refused: { ko: `텔레그램: ${reason}`, en: 'Telegram does not know the token' } };
}

async function slackPart(
  flags: Flags,
  workshop: Workshop,
): Promise<Outcome<Pick<Answers, 'slack'>>> {
  const { slackChannel: channel, slackUser: user } = flags;
  if (!isWanted('slack', flags)) return {};
  if (channel === undefined) {
    const isAsked = user !== undefined || flags.only === 'slack';
    return isAsked ? flagNeeded('--slack-channel') : {};
  }
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = workshop.environment;
  if (botToken === undefined || appToken === undefined)
    return unset('SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN');
  const app = slackApp(botToken, endpointsFor(workshop).slack);
  try {
    const who = await app.whoIs();
    const refused = 'team' in who ? await app.checkAppToken(appToken) : who;
    return refused === undefined
      ? { slack: { channel, user } }
      : { refused: aboutAnswer(refused, 'slack').said };
  } finally {
    await app.close();
  }
}

const VARIABLES: Readonly<Record<Part, readonly string[]>> = {
  kiwoom: ['KIWOOM_APP_KEY', 'KIWOOM_SECRET_KEY'],
  telegram: ['TELEGRAM_BOT_TOKEN'],
  slack: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
};

/** What a start without this environment would miss. */
const secretsFor = (parts: readonly Part[], { environment }: Workshop): Answers['secrets'] =>
  Object.fromEntries(
    parts
      .flatMap((part) => VARIABLES[part])
      .flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );

/** Checks what the flags and the environment give, live. */
export async function answersFromFlags(
  flags: Flags,
  workshop: Workshop,
): Promise<Outcome<{ readonly answers: Answers }>> {
  const kiwoom = await kiwoomPart(flags, workshop);
  if ('refused' in kiwoom) return kiwoom;
  const inTelegram = await telegramPart(flags, workshop);
  if ('refused' in inTelegram) return inTelegram;
  const inSlack = await slackPart(flags, workshop);
  if ('refused' in inSlack) return inSlack;
  const [{ market }, { telegram }, { slack }] = [kiwoom, inTelegram, inSlack];
  const parts: readonly Part[] = [
    ...(market === undefined ? [] : ['kiwoom' as const]),
    ...(telegram === undefined ? [] : ['telegram' as const]),
    ...(slack === undefined ? [] : ['slack' as const]),
  ];
  if (parts.length === 0) return { refused: NOTHING };
  const secrets = flags.saveSecrets === true ? secretsFor(parts, workshop) : {};
  const { channelLocale: locale = 'ko' } = flags;
  return { answers: { locale, secrets, market, telegram, slack } };
}
