import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { cancelled, type Prompts } from '../../src/cli/init/prompts.ts';
import { registerInit } from '../../src/cli/init.ts';
import type { Io } from '../../src/cli/io.ts';
import { checkConfiguration } from '../../src/configuration.ts';
import { createSimulator, type Simulator } from '../../src/feed/simulator/simulator.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { lockStore } from '../../src/store/lock-store.ts';
import { configFolder } from '../../src/yaml/config-folder.ts';
import { runCommand } from '../helpers/bot-cli.ts';
import { fakeSlack, type FakeSlack } from '../helpers/fake-slack.ts';
import { fakeTelegram, type FakeTelegram } from '../helpers/fake-telegram.ts';
import { REPOSITORY } from '../helpers/process.ts';

const KEYS = { appKey: 'the-app-key', secretKey: 'the/secret+key=' };
const ME = 11;
const GROUP = -1001;

let folder: string;
let envFile: string;
let simulator: Simulator;
let telegram: FakeTelegram;
let slack: FakeSlack;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-init-'));
  envFile = join(folder, 'secrets.env');
  simulator = await createSimulator({ clock: systemClock, keys: KEYS });
  telegram = await fakeTelegram({ limits: false });
  slack = await fakeSlack({ limits: false });
  for (const name of ['vigil.yaml', 'rules.yaml']) {
    copyFileSync(join(REPOSITORY, 'config', name), join(folder, name));
  }
  // The token that is kept for the bot must not land in the repository.
  writeFileSync(
    join(folder, 'vigil.yaml'),
    `${read('vigil.yaml')}store: { url: "file://${folder}/data/v.db" }\n`,
  );
  return async () => {
    await Promise.all([simulator.close(), telegram.close(), slack.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
});

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const files = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name !== 'data')
    .toSorted();

/** Answers in the order of the questions; a `RegExp` says which question is meant. */
type Script = readonly (readonly [RegExp, string | boolean])[];

interface Ended {
  readonly code: number | undefined;
  /** What was told, at the terminal or by the prompts. */
  readonly told: readonly string[];
  readonly left: Script;
}

interface Scene {
  readonly script?: Script;
  /** Hears every text that the wizard tells. */
  readonly heard?: (text: string) => void;
  readonly env?: Record<string, string>;
  readonly interactive?: boolean;
}

function scripted(
  script: (readonly [RegExp, string | boolean])[],
  told: (text: string) => void,
): Prompts {
  const next = (question: string): string | boolean => {
    const [asked, answer] = script.shift() ?? [/^$/, ''];
    if (!asked.test(question)) throw new Error(`asked ${question}, expected ${String(asked)}`);
    if (answer === 'CANCEL') throw cancelled();
    return answer;
  };
  const text: Prompts['text'] = async (question, complaint) => {
    const answer = String(next(question));
    const wrong = complaint?.(answer);
    if (wrong === undefined) return answer;
    told(wrong);
    return text(question, complaint);
  };
  return {
    text,
    secret: text,
    choose: async (question, choices) => {
      const answer = next(question);
      return choices.find(({ value }) => value === answer)!.value;
    },
    confirm: async (question) => next(question) === true,
    tell: told,
  };
}

async function init(words: readonly string[], scene: Scene = {}): Promise<Ended> {
  const told: string[] = [];
  const left = [...(scene.script ?? [])];
  let code: number | undefined;
  const tell = (text: string): void => {
    told.push(text);
    scene.heard?.(text);
  };
  const io: Io = {
    env: {
      KIWOOM_REST_URL: simulator.restUrl,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      SLACK_API_URL: slack.apiUrl,
      ...scene.env,
    },
    clock: systemClock,
    random: () => 0,
    out: tell,
    tell,
    log: () => undefined,
    logFormat: 'pretty',
    colour: false,
    interactive: scene.interactive ?? scene.script !== undefined,
    exit: (with_) => void (code = with_),
    quit: () => undefined,
    onSignal: () => undefined,
  };
  const program = new Command().exitOverride();
  registerInit(program, io, { envFile, openPrompts: async () => scripted(left, tell) });
  await program.parseAsync(['init', '--config', folder, ...words], { from: 'user' });
  return { code, told, left };
}

const ENGLISH: Script = [[/Language/, 'en']];
const KIWOOM: Script = [
  [/Which market/, 'real'],
  [/App key/, KEYS.appKey],
  [/Secret key/, KEYS.secretKey],
];
const NO_KIWOOM: Script = [[/Which market/, 'later']];
const NO_SLACK: Script = [[/Slack/, false]];
const bot = (): Script => [
  [/Telegram\?/, true],
  [/Bot token/, telegram.token],
];
const WRITE: Script = [[/^Write/, true]];

/** Somebody writes to the bot as soon as they are asked to. */
const writes = (chat: number) => (text: string) => {
  if (text.includes('send any message')) telegram.say({ chat, from: { id: ME }, text: 'hello' });
};

const inSlack = (): Script => [
  [/Slack\?/, true],
  [/xoxb/, slack.botToken],
  [/xapp/, slack.appToken],
];

const listChannels = (): void =>
  slack.next('conversations.list', {
    is: 'answer',
    status: 200,
    body: {
      ok: true,
      channels: [
        { id: 'C0OTHER', name: 'other', is_member: false },
        { id: 'C0DESK', name: 'desk', is_member: true },
      ],
    },
  });

const faults = () => {
  const { settingsFaults, rulesFaults } = checkConfiguration(configFolder(folder), {});
  return [...settingsFaults, ...rulesFaults];
};

describe('the whole way, from the shipped files', () => {
  const everything = async (): Promise<Ended> => {
    listChannels();
    const script = [
      ...ENGLISH,
      ...KIWOOM,
      ...bot(),
      [/private chat/, true] as const,
      ...inSlack(),
      [/Which channel/, 'C0DESK'] as const,
      [/Member id/, 'U0ME'] as const,
      ...WRITE,
    ];
    return init([], { script, heard: writes(ME) });
  };

  test('everything is asked once, checked, tested and written', async () => {
    const before = read('vigil.yaml');
    const { code, left } = await everything();
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(read('vigil.yaml')).toBe(
      `${before
        .replace('feed: { source: simulator }', 'feed: { source: kiwoom }')
        .replace(
          '  screen: { console: {} }\n',
          '  screen: { console: {} }\n' +
            `  phone: { telegram: { chat: ${ME} }, locale: en }\n` +
            '  desk: { slack: { channel: C0DESK }, locale: en }\n',
        )}operator: phone\npeople:\n  - { name: P, telegram: ${ME}, slack: U0ME, role: admin }\n`,
    );
    expect(faults()).toEqual([]);
    expect(read('rules.yaml')).toContain('notify: [phone, desk]\n');
  });

  test('the secrets are in .env, which nobody else may read, and are not shown', async () => {
    const { told } = await everything();
    expect(readFileSync(envFile, 'utf8').trim().split('\n').toSorted()).toEqual([
      `KIWOOM_APP_KEY=${KEYS.appKey}`,
      `KIWOOM_SECRET_KEY=${KEYS.secretKey}`,
      `SLACK_APP_TOKEN=${slack.appToken}`,
      `SLACK_BOT_TOKEN=${slack.botToken}`,
      `TELEGRAM_BOT_TOKEN=${telegram.token}`,
    ]);
    expect(statSync(envFile).mode & 0o777).toBe(0o600);
    expect(told.join()).not.toContain(KEYS.secretKey);
  });

  test('a test alert arrives in each channel, and the greeting is no command later', async () => {
    await everything();
    expect(telegram.shown(ME).map(({ text }) => text.split('\n')[0])).toEqual([
      '🧪 Test message (channel phone)',
    ]);
    expect(slack.shown('C0DESK')).toHaveLength(1);
    expect(telegram.unconfirmed()).toBe(0);
  });

  test('what was there before is kept with its date', async () => {
    const before = { vigil: read('vigil.yaml'), rules: read('rules.yaml') };
    await everything();
    const copyOf = (name: string): string =>
      read(files().find((file) => file.startsWith(`${name}.2`))!);
    expect(copyOf('vigil.yaml')).toBe(before.vigil);
    expect(copyOf('rules.yaml')).toBe(before.rules);
    expect(files().filter((file) => file.endsWith('.new'))).toEqual([]);
  });

  test('what is not wanted stays as it is', async () => {
    const private_ = [/private chat/, true] as const;
    const script = [...ENGLISH, ...NO_KIWOOM, ...bot(), private_, ...NO_SLACK, ...WRITE];
    const { code, left } = await init([], { script, heard: writes(ME) });
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(read('vigil.yaml')).toContain('feed: { source: simulator }');
    expect(read('rules.yaml')).toContain('notify: [phone]\n');
    expect(readFileSync(envFile, 'utf8')).toBe(`TELEGRAM_BOT_TOKEN=${telegram.token}\n`);
  });

  test('the token is kept for the bot', async () => {
    await everything();
    const kept = JSON.parse(read('data/kiwoom-token.json')) as { token: string };
    expect(kept.token).toBe('simulated-token-1');
  });
});

describe('Kiwoom', () => {
  test('wrong keys are said to be wrong, an address is explained, and nothing is given up', async () => {
    const script = [
      ...ENGLISH,
      [/Which market/, 'real'] as const,
      [/App key/, KEYS.appKey] as const,
      [/Secret key/, 'mistyped'] as const,
      [/What now/, 'other'] as const,
      ...KIWOOM.slice(1),
      [/What now/, 'again'] as const,
      ...WRITE,
    ];
    const notHere = {
      return_code: 3,
      return_msg: '인증에 실패했습니다[8050:지정단말기 인증에 실패]',
    };
    const heard = (text: string): void => {
      if (text.includes('refuses these keys'))
        simulator.answerNext({ status: 200, body: JSON.stringify(notHere) });
    };
    const { code, left, told } = await init(['--only', 'kiwoom'], { script, heard });
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(told.join('\n')).toContain('not registered with Kiwoom');
    expect(told.join('\n')).toContain('openapi.kiwoom.com');
    expect(read('vigil.yaml')).toContain('feed: { source: kiwoom }');
  });

  test('a wrong secret is found even while a good token is kept', async () => {
    const flags = ['--non-interactive', '--only', 'kiwoom'];
    const env = { KIWOOM_APP_KEY: KEYS.appKey, KIWOOM_SECRET_KEY: KEYS.secretKey };
    expect(await init(flags, { env })).toMatchObject({ code: 0 });
    const wrong = await init(flags, { env: { ...env, KIWOOM_SECRET_KEY: 'mistyped' } });
    expect(wrong.code).toBe(1);
    expect(wrong.told.join()).toContain('Kiwoom refuses these keys');
  });
});

describe('while a bot runs with these keys', () => {
  test('its token is looked at and not replaced', async () => {
    const flags = ['--non-interactive', '--only', 'kiwoom'];
    const env = { KIWOOM_APP_KEY: KEYS.appKey, KIWOOM_SECRET_KEY: KEYS.secretKey };
    await init(flags, { env });
    const lock = lockStore(`${folder}/data/v.db`);
    onTestFinished(() => lock?.release());
    const { code } = await init(flags, { env });
    const issued = simulator.requests.filter(({ path }) => path === '/oauth2/token');
    expect([code, issued.length]).toEqual([0, 1]);
  });
});

describe('Telegram', () => {
  test('a bot that is taken into a group writes there', async () => {
    const heard = (text: string): void => {
      if (!text.includes('send any message')) return;
      const chat = { id: GROUP, type: 'supergroup', title: '주식방' };
      telegram.update({ my_chat_member: { chat, from: { id: ME, first_name: '길동' }, date: 1 } });
    };
    const script = [
      ...ENGLISH,
      ...bot().slice(1),
      [/주식방.*길동 \(11\)/, true] as const,
      ...WRITE,
    ];
    const { code } = await init(['--only', 'telegram'], { script, heard });
    expect(code).toBe(0);
    expect(read('vigil.yaml')).toContain(`phone: { telegram: { chat: ${GROUP} }, locale: en }`);
    expect(read('vigil.yaml')).toContain(`{ name: 길동, telegram: ${ME}, role: admin }`);
    expect(telegram.shown(GROUP)).toHaveLength(1);
  });

  test('a group that threw the bot out and a stranger are not taken, whoever comes next is asked about', async () => {
    const chat = { id: -5, type: 'group', title: 'old' };
    const left = { from: { id: 99 }, date: 1, new_chat_member: { status: 'kicked' } };
    telegram.update({ my_chat_member: { chat, ...left } });
    telegram.say({ chat: 99, from: { id: 99 }, text: '/start' });
    const script = [
      ...ENGLISH,
      ...bot().slice(1),
      [/\(99\)/, false] as const,
      [/\(11\)/, true] as const,
      ...WRITE,
    ];
    await init(['--only', 'telegram'], { script, heard: writes(ME) });
    expect(read('vigil.yaml')).toContain(`phone: { telegram: { chat: ${ME} }`);
    expect([telegram.shown(99), telegram.unconfirmed()]).toEqual([[], 0]);
  });

  test('a token that Telegram does not know is asked for again; ids may be typed', async () => {
    telegram.next('getUpdates', {
      is: 'answer',
      status: 409,
      body: { ok: false, error_code: 409, description: 'Conflict' },
    });
    const script = [
      ...ENGLISH,
      [/Bot token/, '987654:wrong'] as const,
      ...bot().slice(1),
      [/What now/, 'type'] as const,
      [/Chat id/, 'phone'] as const,
      [/Chat id/, String(GROUP)] as const,
      [/User id/, ''] as const,
      ...WRITE,
    ];
    const { code, left, told } = await init(['--only', 'telegram'], { script });
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(told.join()).toContain('that is no chat id');
    expect(read('vigil.yaml')).not.toMatch(/^people:/m);
    expect(told.join()).toContain('nobody may command the bot yet');
  });

  test('a second time changes the chat and nothing else, comments included', async () => {
    const script = [...ENGLISH, ...bot().slice(1), [/\(11\)/, true] as const, ...WRITE];
    await init(['--only', 'telegram'], { script, heard: writes(ME) });
    const commented = read('vigil.yaml').replace(
      '}, locale: en }',
      '}, locale: en, digest_after: 5s }   # my phone',
    );
    writeFileSync(join(folder, 'vigil.yaml'), commented);
    const again = [
      ...ENGLISH,
      [/Use the bot token/, true] as const,
      [/11/, true] as const,
      ...WRITE,
    ];
    const env = { TELEGRAM_BOT_TOKEN: telegram.token };
    const ended = await init(['--only', 'telegram'], { script: again, heard: writes(GROUP), env });
    expect(ended).toMatchObject({ code: 0, left: [] });
    expect(read('vigil.yaml')).toBe(commented.replace(`chat: ${ME} }`, `chat: ${GROUP} }`));
  });
});

test('a chat that is written as a block keeps its shape', async () => {
  const block = 'channels:\n  mine:\n    telegram:\n      chat: 5   # old\n    locale: en\n';
  writeFileSync(join(folder, 'vigil.yaml'), block);
  writeFileSync(
    join(folder, 'rules.yaml'),
    'rules:\n  - { name: a, when: { all: true }, notify: mine }\n',
  );
  const env = { TELEGRAM_BOT_TOKEN: telegram.token };
  const flags = ['--non-interactive', '--telegram-chat', '7', '--telegram-user', '7'];
  expect(await init(flags, { env })).toMatchObject({ code: 0 });
  expect(read('vigil.yaml')).toBe(
    `${block.replace('chat: 5', 'chat: 7')}operator: mine\npeople:\n  - { name: 나, telegram: 7, role: admin }\n`,
  );
});

describe('Slack', () => {
  test('tokens are told apart, and a channel that is not listed is typed', async () => {
    const script = [
      ...ENGLISH,
      [/xoxb/, slack.botToken] as const,
      [/xapp/, 'xapp-wrong'] as const,
      ...inSlack().slice(1),
      [/Channel id/, 'C0TYPED'] as const,
      [/Member id/, ''] as const,
      ...WRITE,
    ];
    const { code, left, told } = await init(['--only', 'slack'], { script });
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(told.find((text) => text.startsWith('✗'))).toContain('xapp');
    expect(told.join('\n')).toContain('slash_commands');
    expect(read('vigil.yaml')).toContain('desk: { slack: { channel: C0TYPED }, locale: en }');
  });
});

describe('nothing is written', () => {
  const untouched = async (run: () => Promise<Ended>): Promise<Ended> => {
    const before = files().map((name) => [name, read(name)]);
    const ended = await run();
    expect(files().map((name) => [name, read(name)])).toEqual(before);
    return ended;
  };
  const half = (): Script => [...ENGLISH, ...bot().slice(1), [/\(11\)/, true]];

  test('when somebody leaves in the middle', async () => {
    const script = [...ENGLISH, ...KIWOOM, [/Telegram\?/, 'CANCEL'] as const];
    expect(await untouched(() => init([], { script }))).toMatchObject({ code: 1, left: [] });
  });

  test('when the last question is answered with no', async () => {
    const script = [...half(), [/^Write/, false] as const];
    const scene = { script, heard: writes(ME) };
    const ended = await untouched(() => init(['--only', 'telegram'], scene));
    expect(ended).toMatchObject({ code: 1, left: [] });
  });

  test('when a test alert does not arrive and nobody insists', async () => {
    telegram.refuseChat(ME, 403);
    const script = [...half(), [/What now/, 'again'] as const, [/What now/, 'stop'] as const];
    const { code, told } = await untouched(() =>
      init(['--only', 'telegram'], { script, heard: writes(ME) }),
    );
    expect(code).toBe(1);
    expect(told.filter((text) => text.includes('/start to the bot'))).toHaveLength(2);
  });

  test('when the files that are there have faults', async () => {
    writeFileSync(join(folder, 'vigil.yaml'), 'channels: { phone: { telegrm: {} } }\n');
    const { code, told } = await untouched(() => init([], { script: ENGLISH }));
    expect(code).toBe(1);
    expect(told.join()).toContain('telegrm');
  });

  test('without a terminal and without answers: one line', async () => {
    const { code, told } = await untouched(() => init([]));
    expect(code).toBe(1);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('--non-interactive');
  });

  test.each([
    [['--non-interactive'], {}, '--telegram-chat'],
    [['--telegram-chat', '11'], {}, 'TELEGRAM_BOT_TOKEN'],
    [['--slack-channel', 'C0DESK'], { SLACK_BOT_TOKEN: 'xoxb-a' }, 'SLACK_APP_TOKEN'],
    [['--mock'], {}, 'KIWOOM_APP_KEY'],
    [['--non-interactive', '--telegram-user', '11'], {}, '--telegram-chat'],
    [['--telegram-chat', 'phone'], { TELEGRAM_BOT_TOKEN: '1:a' }, 'Telegram'],
  ])('with %j and %j: one line that names %s', async (words, env, named) => {
    const { code, told } = await untouched(() => init(words, { env }));
    expect(code).toBe(1);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(named);
  });
});

describe('for machines', () => {
  const env = (): Record<string, string> => ({
    KIWOOM_APP_KEY: KEYS.appKey,
    KIWOOM_SECRET_KEY: KEYS.secretKey,
    TELEGRAM_BOT_TOKEN: telegram.token,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
  });
  const FLAGS =
    `--non-interactive --mock --telegram-chat ${GROUP} --telegram-user 11 --slack-channel C0DESK --slack-user U0ME --channel-locale en`.split(
      ' ',
    );

  test('flags and the environment do what a person would, and leave the secrets where they are', async () => {
    const { code } = await init(FLAGS, { env: env() });
    expect(code).toBe(0);
    expect(read('vigil.yaml')).toContain('feed: { source: kiwoom, environment: mock }');
    expect(read('vigil.yaml')).toContain(`phone: { telegram: { chat: ${GROUP} }, locale: en }`);
    expect(read('vigil.yaml')).toContain('{ name: me, telegram: 11, slack: U0ME, role: admin }');
    expect(faults()).toEqual([]);
    expect(files()).not.toContain('secrets.env');
    expect([telegram.shown(GROUP).length, slack.shown('C0DESK').length]).toEqual([1, 1]);
  });

  test('the tests of the shipped rules still hold', async () => {
    copyFileSync(join(REPOSITORY, 'config/rules.test.yaml'), join(folder, 'rules.test.yaml'));
    await init(FLAGS, { env: env() });
    const { code, out } = await runCommand(['test', '--config', folder], {}, systemClock);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('✓') });
  });

  test('a second run changes nothing and says so', async () => {
    await init(FLAGS, { env: env() });
    const before = files();
    const { code, told } = await init(FLAGS, { env: env() });
    expect([code, files()]).toEqual([0, before]);
    expect(told.join()).toContain('nothing to change');
  });

  test('secrets are kept in .env when that is asked for', async () => {
    await init([...FLAGS, '--save-secrets'], { env: env() });
    expect(readFileSync(envFile, 'utf8')).toContain(`SLACK_APP_TOKEN=${slack.appToken}\n`);
    expect(statSync(envFile).mode & 0o777).toBe(0o600);
  });

  test('a message that does not arrive fails it', async () => {
    slack.refuseChannel('C0DESK', 'not_in_channel');
    const { code, told } = await init(FLAGS, { env: env() });
    expect(code).toBe(1);
    expect(told.join()).toContain('/invite @Vigil');
    expect(files()).toEqual(['rules.yaml', 'vigil.yaml']);
  });

  test('rules that somebody changed are left alone unless told', async () => {
    const own =
      'defaults: { notify: [screen, other] }   # mine\nrules:\n  - { name: a, when: { all: true } }\n';
    writeFileSync(join(folder, 'rules.yaml'), own);
    writeFileSync(
      join(folder, 'vigil.yaml'),
      read('vigil.yaml').replace('  screen:', '  other: { console: {} }\n  screen:'),
    );
    const { told } = await init(FLAGS, { env: env() });
    expect(read('rules.yaml')).toBe(own);
    expect(told.join()).toContain('names phone, desk under notify');
    await init([...FLAGS, '--yes'], { env: env() });
    expect(read('rules.yaml')).toBe(own.replace('other]', 'other, phone, desk]'));
  });

  test('a folder without files gets them', async () => {
    rmSync(join(folder, 'rules.yaml'));
    rmSync(join(folder, 'vigil.yaml'));
    const words = ['--non-interactive', '--only', 'telegram', '--telegram-chat', '11'];
    expect(await init(words, { env: env() })).toMatchObject({ code: 0 });
    expect(faults()).toEqual([]);
    expect(read('rules.yaml')).toContain('notify: [phone]');
  });
});
