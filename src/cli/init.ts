import { Option, type Command } from 'commander';
import { LOCALES, type Locale } from '../alert/message.ts';
import { tellFaults } from './check.ts';
import { configOption } from './config-option.ts';
import { PARTS, type Answers, type Part } from './init/answers.ts';
import { askKiwoom } from './init/ask-kiwoom.ts';
import { askSlack } from './init/ask-slack.ts';
import { askTelegram } from './init/ask-telegram.ts';
import { clackPrompts } from './init/clack-prompts.ts';
import { finish, type Decisions } from './init/finish.ts';
import { answersFromFlags, type Flags } from './init/from-flags.ts';
import { isCancelled, type Prompts } from './init/prompts.ts';
import type { Wizard } from './init/wizard.ts';
import { openWorkshop, type Workshop } from './init/workshop.ts';
import type { Io } from './io.ts';
import { bothOf, type Said } from './said.ts';

interface Options extends Flags {
  readonly config: string;
  readonly yes?: boolean;
  readonly nonInteractive?: boolean;
}

export interface InitDeps {
  readonly openPrompts: () => Promise<Prompts>;
  /** Where the secrets are kept. */
  readonly envFile: string;
}

const NO_TERMINAL: Said = {
  ko: '터미널이 아닙니다: --non-interactive와 --telegram-chat 같은 답을 주세요 (vigil init --help)',
  en: 'no terminal to ask at: give --non-interactive and the answers as flags, see vigil init --help',
};
const LEFT: Said = { ko: '그만두었습니다. 쓴 것이 없습니다', en: 'stopped; nothing was written' };
const MEND: Said = {
  ko: '먼저 이것을 고치세요 (npm run vigil -- check)',
  en: 'mend this first: npm run vigil -- check',
};
const LANGUAGE = '언어 (Language)';
const NEEDED: Said = { ko: '값이 필요합니다', en: 'a value is needed' };
const NEXT: Said = {
  ko: '시험 알림이 가지 않았습니다. 어떻게 할까요?',
  en: 'A test alert did not arrive. What now?',
};
const AGAIN: Said = { ko: '다시 보내기', en: 'send it again' };
const ON: Said = { ko: '그래도 쓰기', en: 'write the files all the same' };
const STOP: Said = { ko: '그만두기', en: 'stop' };

const LANGUAGES = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
] as const satisfies readonly { value: Locale; label: string }[];

/** Whether any answer is on the command line, so that nobody need be asked. */
const isAnswered = ({ telegramChat, slackChannel, mock }: Options): boolean =>
  telegramChat !== undefined || slackChannel !== undefined || mock === true;

const marked = (text: string, mark: string | undefined): string =>
  mark === undefined ? text : `${mark} ${text}`;

const byFlags = ({ yes = false }: Options, io: Io): Decisions => ({
  tell: (said, mark) => io.tell(marked(bothOf(said), mark)),
  mayNotify: () => Promise.resolve(yes),
  mayWrite: () => Promise.resolve(true),
  afterTrouble: () => Promise.resolve('stop'),
});

const byPerson = ({ prompts, in: say }: Wizard): Decisions => ({
  tell: (said, mark) => prompts.tell(marked(say(said), mark)),
  mayNotify: (question) => prompts.confirm(say(question)),
  mayWrite: (question) => prompts.confirm(say(question)),
  afterTrouble: () =>
    prompts.choose(say(NEXT), [
      { value: 'again', label: say(AGAIN) },
      { value: 'on', label: say(ON) },
      { value: 'stop', label: say(STOP) },
    ]),
});

async function unattended(options: Options, workshop: Workshop): Promise<boolean> {
  const decisions = byFlags(options, workshop.io);
  const outcome = await answersFromFlags(options, workshop);
  if ('answers' in outcome) return finish(workshop, outcome.answers, decisions);
  decisions.tell(outcome.refused, '✗');
  return false;
}

/** Asks for the parts that are wanted, one after the other. */
async function askAll(wizard: Wizard, locale: Locale, only: Part | undefined): Promise<Answers> {
  const wants = (part: Part): boolean => only === undefined || only === part;
  const isAsked = only !== undefined;
  const none = { secrets: {} };
  const kiwoom = wants('kiwoom') ? await askKiwoom(wizard, !isAsked) : none;
  const telegram = wants('telegram') ? await askTelegram(wizard, isAsked) : none;
  const slack = wants('slack') ? await askSlack(wizard, isAsked) : none;
  const secrets = { ...kiwoom.secrets, ...telegram.secrets, ...slack.secrets };
  return { locale, ...kiwoom, ...telegram, ...slack, secrets };
}

async function attended(
  { channelLocale, only }: Options,
  workshop: Workshop,
  prompts: Prompts,
): Promise<boolean> {
  const language = await prompts.choose(LANGUAGE, LANGUAGES);
  const say = (said: Said): string => said[language];
  const needed = (text: string) => (text === '' ? say(NEEDED) : undefined);
  const wizard = { prompts, workshop, in: say, needed };
  const answers = await askAll(wizard, channelLocale ?? language, only);
  return finish(workshop, answers, byPerson(wizard));
}

async function init(options: Options, io: Io, deps: InitDeps): Promise<boolean> {
  const isUnattended = options.nonInteractive === true || (!io.interactive && isAnswered(options));
  if (!isUnattended && !io.interactive) {
    io.tell(bothOf(NO_TERMINAL));
    return false;
  }
  const workshop = openWorkshop(options.config, deps.envFile, io);
  if (workshop.faults.length > 0) {
    io.tell(bothOf(MEND));
    tellFaults(io, workshop.faults);
    return false;
  }
  if (isUnattended) return unattended(options, workshop);
  try {
    return await attended(options, workshop, await deps.openPrompts());
  } catch (fault) {
    if (!isCancelled(fault)) throw fault;
    io.tell(bothOf(LEFT));
    return false;
  }
}

const DEPS: InitDeps = { openPrompts: clackPrompts, envFile: '.env' };

/** Adds `init`: asks, checks each answer live, and writes `.env` and the configuration. */
export function registerInit(program: Command, io: Io, deps: InitDeps = DEPS): void {
  program
    .command('init')
    .description('sets Vigil up: asks, checks each answer live, writes .env and the configuration')
    .addOption(configOption(io))
    .addOption(new Option('--only <part>', 'changes one part').choices(PARTS))
    .option('--non-interactive', 'asks nothing: secrets from the environment, the rest from flags')
    .option('--yes', 'may change the notify of rules that are not the example any more')
    .option('--save-secrets', 'keeps the secrets of the environment in .env')
    .option('--mock', "Kiwoom's mock market")
    .option('--telegram-chat <id>', 'chat id, or @channel')
    .option('--telegram-user <id>', 'who may command the bot in Telegram')
    .option('--slack-channel <id>', 'C0123456789')
    .option('--slack-user <id>', 'who may command the bot in Slack')
    .addOption(new Option('--channel-locale <locale>', 'language of the alerts').choices(LOCALES))
    .action(async (options: Options) => io.exit((await init(options, io, deps)) ? 0 : 1));
}
