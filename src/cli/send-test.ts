import type { Command } from 'commander';
import type { Locale, Message } from '../alert/message.ts';
import { noticeMessage } from '../alert/notice-message.ts';
import type { Answer, Channel } from '../channel/channel.ts';
import { sampleAlert } from '../rehearsal/sample-alert.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { ChannelSettings, Settings } from '../settings/settings.ts';
import { sentence } from '../yaml/fault.ts';
import { unknownName } from '../yaml/known-name.ts';
import { configOption } from './config-option.ts';
import { readRuleSet, readSettings, readWholeSettings } from './desk/desk.ts';
import { openAside } from './desk/open-aside.ts';
import type { Io } from './io.ts';

interface Options {
  readonly config: string;
  readonly render?: boolean;
  readonly rule?: string;
}

/** What nothing is ever sent with: a message is only shown. */
const withoutSecrets = (settings: Settings): Settings => ({
  ...settings,
  telegram: settings.telegram ?? { token: '0:render', apiRoot: 'http://127.0.0.1' },
  slack: settings.slack ?? {
    botToken: 'render',
    appToken: undefined,
    apiUrl: 'http://127.0.0.1/',
  },
});

/** The settings; to send they need their secrets. What is wrong is told. */
function settingsFor({ config, render }: Options, io: Io): Settings | undefined {
  if (render === true) {
    const settings = readSettings(config, io);
    return settings && withoutSecrets(settings);
  }
  return readWholeSettings(config, io);
}

/** One of these by its name; one that is not there is told with the nearest that is. */
function named<T extends { readonly name: string }>(
  what: string,
  name: string,
  all: readonly T[],
  io: Io,
): T | undefined {
  const found = all.find((one) => one.name === name);
  if (found === undefined) {
    io.tell(
      sentence(
        unknownName(
          what,
          name,
          all.map((one) => one.name),
        ),
      ),
    );
  }
  return found;
}

const labelOf = (channel: string, locale: Locale): Message =>
  noticeMessage({ is: 'test', channel }, locale);

/** The bot's own test message, or an alert of a rule, labelled at its head and foot. */
function messageFor(
  { name, locale }: ChannelSettings,
  rules: RuleSet | undefined,
  rule: string | undefined,
  io: Io,
): Message | undefined {
  const label = labelOf(name, locale);
  if (rule === undefined) return label;
  const wanted = rules && named('rule', rule, rules.rules, io);
  if (wanted === undefined) return undefined;
  const alert = sampleAlert(wanted, locale, io.clock.now());
  const [first = '', ...rest] = alert.lines;
  return { ...alert, lines: [`🧪 ${first}`, ...rest, ...label.lines.slice(0, 1)] };
}

async function post(channel: Channel, message: Message): Promise<Answer> {
  const answer = await channel.post(message);
  if (answer.is !== 'moved') return answer;
  channel.move(answer.to);
  return channel.post(message);
}

async function send(channel: Channel, message: Message, io: Io): Promise<number> {
  const answer = await post(channel, message);
  if (answer.is === 'accepted') {
    io.tell(`보냈습니다 (sent): ${channel.name}`);
    return 0;
  }
  const reason = 'reason' in answer ? answer.reason : answer.is;
  io.tell(`보내지 못했습니다 (not sent): ${channel.name}: ${answer.is}, ${reason}`);
  return 1;
}

async function sendTest(name: string, options: Options, io: Io): Promise<number> {
  const settings = settingsFor(options, io);
  const own = settings && named('channel', name, settings.channels, io);
  if (settings === undefined || own === undefined) return 1;
  const { rule } = options;
  const rules = rule === undefined ? undefined : readRuleSet(options.config, settings, io);
  const message = messageFor(own, rules, rule, io);
  if (message === undefined) return 1;
  const open = openAside({ ...settings, channels: [own] }, io);
  try {
    const [channel] = open.channels;
    if (channel === undefined) return 1;
    if (options.render !== true) return await send(channel, message, io);
    io.out(`${channel.preview(message)}\n`);
    return 0;
  } finally {
    await open.close();
  }
}

/** Adds `send-test`: one labelled message to a channel of `vigil.yaml`, or what it would be. */
export function registerSendTest(program: Command, io: Io): void {
  program
    .command('send-test <channel>')
    .description('one labelled message to this channel')
    .option('--render', 'only prints it')
    .option('--rule <name>', 'an alert as this rule would tell it')
    .addOption(configOption(io))
    .action(async (channel: string, options: Options) =>
      io.exit(await sendTest(channel, options, io)),
    );
}
