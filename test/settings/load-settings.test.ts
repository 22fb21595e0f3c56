import { describe, expect, test } from 'vitest';
import { readEnvironment, type Environment } from '../../src/settings/environment.ts';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { loadVigil } from '../../src/settings/load-vigil.ts';
import { TELL_ALL } from '../../src/settings/settings.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';
import { printFault } from '../../src/yaml/print-fault.ts';

const load = (vigil: string, env: Environment = {}) =>
  loadSettings(folderOf({ 'vigil.yaml': vigil }), env);

const settingsOf = (vigil: string, env: Environment = {}) => {
  const { faults, settings } = load(vigil, env);
  expect(faults).toEqual([]);
  return settings!;
};

const faultsOf = (vigil: string, env: Environment = {}) =>
  load(vigil, env).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

const CONSOLE = 'channels: { screen: { console: {} } }';
const KEYS = { KIWOOM_APP_KEY: 'app', KIWOOM_SECRET_KEY: 'secret' };

test('only channels are required', () => {
  expect(settingsOf(CONSOLE)).toEqual({
    folder: 'config',
    feed: { source: 'simulator', speed: 1, day: 'ordinary', seed: 1 },
    channels: [
      {
        name: 'screen',
        target: { platform: 'console' },
        locale: 'ko',
        limits: undefined,
        digestAfter: 3000,
        usefulFor: 150_000,
        fallback: undefined,
        tell: TELL_ALL,
        quiet: undefined,
      },
    ],
    operator: 'screen',
    people: [],
    store: { path: 'data/vigil.db' },
    web: { host: '127.0.0.1', port: 8780 },
    telegram: undefined,
    slack: undefined,
  });
});

test('everything that contract.md lists can be set', () => {
  const settings = settingsOf(
    `
feed: { source: kiwoom, environment: real, takeover_wait: 10m }
channels:
  phone: { telegram: { chat: -1001234567890, topic: 7 }, locale: en, limits: [20/1m, 1/1s], fallback: desk }
  desk:  { slack: { channel: C0123456789 }, digest_after: 5s, useful_for: 1m }
operator: desk
people:
  - { name: 나, telegram: 12345678, slack: T0123/U0123456789, role: admin }
  - { name: desk, slack: U012, role: viewer }
store: { url: "file:///var/lib/vigil.db" }
web: { listen: "[::1]:0" }
`,
    {
      ...KEYS,
      TELEGRAM_BOT_TOKEN: 't',
      SLACK_BOT_TOKEN: 'b',
      SLACK_APP_TOKEN: 'a',
      VIGIL_WEB_TOKEN: 'w',
    },
  );
  expect(settings.feed).toEqual({
    source: 'kiwoom',
    environment: 'real',
    restUrl: 'https://api.kiwoom.com',
    wsUrl: 'wss://api.kiwoom.com:10000/api/dostk/websocket',
    appKey: 'app',
    secretKey: 'secret',
    takeoverWait: 600_000,
  });
  expect(settings.channels).toMatchObject([
    {
      target: { platform: 'telegram', chat: '-1001234567890', topic: 7 },
      locale: 'en',
      limits: [
        { count: 20, ms: 60_000 },
        { count: 1, ms: 1000 },
      ],
      fallback: 'desk',
    },
    { target: { platform: 'slack', channel: 'C0123456789' }, digestAfter: 5000, usefulFor: 60_000 },
  ]);
  expect(settings.operator).toBe('desk');
  expect(settings.people).toEqual([
    { name: '나', telegram: '12345678', slack: 'T0123/U0123456789', role: 'admin' },
    { name: 'desk', telegram: undefined, slack: 'U012', role: 'viewer' },
  ]);
  expect(settings.store.path).toBe('/var/lib/vigil.db');
  expect(settings.web).toEqual({ host: '[::1]', port: 0 });
  expect(settings.telegram).toEqual({ token: 't', apiRoot: 'https://api.telegram.org' });
  expect(settings.slack).toEqual({
    botToken: 'b',
    appToken: 'a',
    apiUrl: 'https://slack.com/api/',
  });
});

test.for<[title: string, written: string, tell: object, quiet: object | undefined]>([
  [
    'kinds of message, on and off being words and no truth values',
    'tell: { alert: on, release: silent, digest: off }',
    { ...TELL_ALL, release: 'silent', digest: 'off' },
    undefined,
  ],
  [
    'quiet hours',
    'quiet: "22:00-07:00"',
    TELL_ALL,
    { time: [{ text: '22:00-07:00', from: '22:00:00', to: '07:00:00' }], high: 'silent' },
  ],
  [
    'several spans of them, which high priority breaks through',
    'quiet: { time: ["11:30-12:30", "22:00-7:00"], high: through }',
    TELL_ALL,
    { time: [{ from: '11:30:00' }, { to: '07:00:00' }], high: 'through' },
  ],
])('a channel may have %s', ([, written, tell, quiet]) => {
  const { channels } = settingsOf(`channels: { a: { console: {}, ${written} } }`);
  expect(channels).toMatchObject([{ tell, quiet }]);
});

describe('the feed', () => {
  test('of the mock market has its own addresses', () => {
    expect(
      settingsOf(`feed: { source: kiwoom, environment: mock }\n${CONSOLE}`, KEYS).feed,
    ).toMatchObject({
      restUrl: 'https://mockapi.kiwoom.com',
      wsUrl: 'wss://mockapi.kiwoom.com:10000/api/dostk/websocket',
    });
  });

  test('goes where the environment says', () => {
    const env = {
      ...KEYS,
      KIWOOM_REST_URL: 'http://127.0.0.1:8080',
      KIWOOM_WS_URL: 'ws://localhost:8081',
    };
    expect(
      settingsOf(`feed: { source: kiwoom, environment: mock }\n${CONSOLE}`, env).feed,
    ).toMatchObject({
      restUrl: 'http://127.0.0.1:8080',
      wsUrl: 'ws://localhost:8081',
    });
  });

  test('is a recording or a simulated day', () => {
    expect(
      settingsOf(`feed: { source: replay, file: a.jsonl, speed: 10 }\n${CONSOLE}`).feed,
    ).toEqual({
      source: 'replay',
      file: 'a.jsonl',
      speed: 10,
    });
    expect(
      settingsOf(`feed: { source: simulator, day: extreme, seed: 7, speed: 60 }\n${CONSOLE}`).feed,
    ).toEqual({ source: 'simulator', day: 'extreme', seed: 7, speed: 60 });
  });
});

test.for<[title: string, vigil: string, faults: readonly string[]]>([
  ['an empty file', '', ['1:1 The file is empty']],
  ['no channels', 'feed: { source: simulator }', ['1:1 `channels` is missing']],
  ['an empty map of channels', 'channels: {}', ['1:11 At least one channel is needed']],
  [
    'a channel without a platform',
    'channels: { a: {} }',
    ['1:16 A channel has exactly one of telegram, slack and console'],
  ],
  [
    'a channel with two',
    'channels: { a: { console: {}, slack: { channel: C012 } } }',
    ['1:16 A channel has exactly one of telegram, slack and console'],
  ],
  [
    'an unknown platform',
    'channels: { a: { telegam: { chat: 1 } } }',
    ['1:18 `telegam`: unknown key of a channel. Did you mean `telegram`?'],
  ],
  [
    'a chat that is a name',
    'channels: { a: { telegram: { chat: my chat } } }',
    ['1:36 `my chat` is no chat'],
  ],
  ['a chat of 0', 'channels: { a: { telegram: { chat: 0 } } }', ['1:36 `0` is no chat']],
  ['no chat', 'channels: { a: { telegram: {} } }', ['1:18 `chat` is missing']],
  [
    'a Slack channel by name',
    'channels: { a: { slack: { channel: "#general" } } }',
    ['1:36 `#general` is no Slack channel id'],
  ],
  ['a bad limit', `channels: { a: { console: {}, limits: 20 } }`, ['1:39 `20` is no rate']],
  [
    'an unknown language',
    'channels: { a: { console: {}, locale: kr } }',
    ['1:39 `kr`: unknown locale. Did you mean `ko`?'],
  ],
  [
    'an unknown kind of message',
    'channels: { a: { console: {}, tell: { alerts: off } } }',
    ['1:39 `alerts`: unknown kind of message. Did you mean `alert`?'],
  ],
  [
    'an unknown loudness',
    'channels: { a: { console: {}, tell: { alert: silnt } } }',
    ['1:46 `silnt`: unknown alert. Did you mean `silent`?'],
  ],
  [
    'a truth value as loudness',
    'channels: { a: { console: {}, tell: { alert: false } } }',
    ['1:46 `false` cannot stand here'],
  ],
  [
    'quiet hours that are none',
    'channels: { a: { console: {}, quiet: "10pm-7am" } }',
    ['1:38 `10pm-7am` is no span of hours'],
  ],
  [
    'quiet hours that never come',
    'channels: { a: { console: {}, quiet: "22:00-22:00" } }',
    ['1:38 `22:00-22:00` is no span of hours'],
  ],
  [
    'quiet hours without quotes',
    'channels: { a: { console: {}, quiet: { time: 22:00-07:00, hihg: through } } }',
    ['1:59 `hihg`: unknown key of quiet. Did you mean `high`?'],
  ],
  [
    'an unknown way of high priority',
    'channels: { a: { console: {}, quiet: { time: "22:00-07:00", high: throu } } }',
    ['1:67 `throu`: unknown high. Did you mean `through`?'],
  ],
  [
    'an unknown fallback',
    'channels: { desk: { console: {}, fallback: dsek } }',
    ['1:44 `dsek`: unknown channel. Did you mean `desk`?'],
  ],
  [
    'a channel that falls back on itself',
    'channels: { a: { console: {}, fallback: a } }',
    ['1:41 `a` cannot be its own fallback'],
  ],
  [
    'an unknown operator',
    `${CONSOLE}\noperator: scren`,
    ['2:11 `scren`: unknown channel. Did you mean `screen`?'],
  ],
  [
    'an unknown source',
    `feed: { source: kiwom }\n${CONSOLE}`,
    ['1:17 `kiwom`: unknown source. Did you mean `kiwoom`?'],
  ],
  ['a feed without a source', `feed: {}\n${CONSOLE}`, ['1:1 `source` is missing']],
  ['a replay without a file', `feed: { source: replay }\n${CONSOLE}`, ['1:1 `file` is missing']],
  [
    'a speed of 0',
    `feed: { source: simulator, speed: 0 }\n${CONSOLE}`,
    ['1:35 `0`: Too small: expected number to be >0'],
  ],
  [
    'a key of another source',
    `feed: { source: kiwoom, seed: 1 }\n${CONSOLE}`,
    ['1:25 `seed`: unknown key of the Kiwoom feed'],
  ],
  [
    'a person without an id',
    `${CONSOLE}\npeople: [{ name: 나, role: admin }]`,
    ['2:10 A person needs a user id: telegram, slack or both'],
  ],
  [
    'a person by name',
    `${CONSOLE}\npeople: [{ name: 나, telegram: "@na", role: admin }]`,
    ['2:31 `@na` is no Telegram user id'],
  ],
  [
    'a group as a person',
    `${CONSOLE}\npeople: [{ name: 나, telegram: -100123, role: admin }]`,
    ['2:31 `-100123` is no Telegram user id'],
  ],
  [
    'an unknown role',
    `${CONSOLE}\npeople: [{ name: 나, telegram: 1, role: owner }]`,
    ['2:40 `owner`: unknown role'],
  ],
  [
    'an id of two people',
    `${CONSOLE}\npeople:\n  - { name: 나, slack: U012, role: admin }\n  - { name: 너, slack: U012, role: viewer }`,
    ["4:23 `U012` is another person's too"],
  ],
  [
    'a PostgreSQL store',
    `${CONSOLE}\nstore: { url: "postgres://host/db" }`,
    ['2:15 PostgreSQL is not available yet'],
  ],
  [
    'a store of another kind',
    `${CONSOLE}\nstore: { url: vigil.db }`,
    ['2:15 `vigil.db` is no store'],
  ],
  [
    'an address without a host',
    `${CONSOLE}\nweb: { listen: "8780" }`,
    ['2:16 `8780` is no address to listen at'],
  ],
  [
    'a port that is none',
    `${CONSOLE}\nweb: { listen: "127.0.0.1:70000" }`,
    ['2:16 `127.0.0.1:70000` is no address to listen at'],
  ],
  [
    'a misspelt section',
    `${CONSOLE}\noperater: screen`,
    ['2:1 `operater`: unknown key of vigil.yaml. Did you mean `operator`?'],
  ],
])('%s is a fault', ([, vigil, faults]) => {
  expect(faultsOf(vigil)).toEqual(faults);
});

describe('a secret', () => {
  const TOKEN = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';

  test.for<[title: string, vigil: string, place: string]>([
    [
      'under a key called token',
      'channels: { a: { telegram: { chat: 1, token: hush-hush } } }',
      '1:39',
    ],
    ['under a quoted key', 'channels: { a: { console: {} } }\n"bot_token": "hush-hush"', '2:1'],
    ['as a value', `channels: { a: { console: {} } }\noperator: "${TOKEN}"`, '2:11'],
    ['of Slack', 'channels: { a: { slack: { channel: xoxb-hush-hush-123 } } }', '1:36'],
    ['inside a URL', `${CONSOLE}\nstore: { url: "postgres://me:hush-hush@host/db" }`, '2:15'],
  ])('%s is refused and not printed', ([, vigil, place]) => {
    const { faults } = load(vigil);
    expect(faults.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
    expect(faults[0]!.message).toContain('does not belong into a YAML file');
    const printed = faults.map(printFault).join('\n') + JSON.stringify(faults);
    expect(printed).not.toContain('hush');
    expect(printed).not.toContain(TOKEN);
    expect(printed).toContain('***');
  });

  test('that is missing is a fault that names its variable, at what needs it', () => {
    const vigil =
      'feed: { source: kiwoom }\nchannels:\n  phone: { telegram: { chat: 1 } }\n  desk: { slack: { channel: C012 } }';
    expect(faultsOf(vigil)).toEqual([
      '1:9 `KIWOOM_APP_KEY` is not set, and the feed needs it',
      '1:9 `KIWOOM_SECRET_KEY` is not set, and the feed needs it',
      '3:3 `TELEGRAM_BOT_TOKEN` is not set, and channel `phone` needs it',
      '4:3 `SLACK_BOT_TOKEN` is not set, and channel `desk` needs it',
    ]);
    expect(loadVigil(folderOf({ 'vigil.yaml': vigil })).faults).toEqual([]);
  });
});

test.for<[name: string, url: string, good: boolean]>([
  ['KIWOOM_REST_URL', 'https://proxy.example', true],
  ['KIWOOM_REST_URL', 'http://127.0.0.1:1234', true],
  ['KIWOOM_REST_URL', 'http://proxy.example', false],
  ['KIWOOM_REST_URL', 'wss://proxy.example', false],
  ['KIWOOM_WS_URL', 'ws://localhost:1', true],
  ['KIWOOM_WS_URL', 'ws://10.0.0.1:1', false],
  ['KIWOOM_WS_URL', 'https://proxy.example', false],
  ['TELEGRAM_API_ROOT', 'http://127.0.0.1.example', false],
  ['TELEGRAM_API_ROOT', 'file:///etc/passwd', false],
  ['SLACK_API_URL', 'slack', false],
  ['SLACK_API_URL', 'https://slack.example/api/', true],
])('%s=%s is accepted: %s', ([name, url, good]) => {
  expect(faultsOf(CONSOLE, { [name]: url })).toEqual(
    good ? [] : [`1:1 \`${name}\` is no secure address`],
  );
});

describe('the environment', () => {
  const files = (path: string): string => {
    if (path === '/run/token') return 'from-file\n';
    throw new Error('ENOENT');
  };
  const read = (real: Environment, dotenv = '') => readEnvironment(real, dotenv, files).environment;

  test('wins over .env', () => {
    expect(
      read({ TELEGRAM_BOT_TOKEN: 'real' }, 'TELEGRAM_BOT_TOKEN=dot\nSLACK_BOT_TOKEN="dot"'),
    ).toEqual({
      TELEGRAM_BOT_TOKEN: 'real',
      SLACK_BOT_TOKEN: 'dot',
    });
  });

  test('is read from a .env as an editor of Windows saves it, too', () => {
    expect(read({}, '\uFEFFSLACK_BOT_TOKEN=dot\r\nLOG_LEVEL=debug\r\n')).toEqual({
      SLACK_BOT_TOKEN: 'dot',
      LOG_LEVEL: 'debug',
    });
  });

  test('counts an empty variable as not set', () => {
    expect(read({ TELEGRAM_BOT_TOKEN: '' }, 'TELEGRAM_BOT_TOKEN=dot')).toEqual({
      TELEGRAM_BOT_TOKEN: 'dot',
    });
  });

  test('may name a file that holds a secret; a real file wins over .env, a value over its file', () => {
    const file = { TELEGRAM_BOT_TOKEN_FILE: '/run/token' };
    expect(read(file, 'TELEGRAM_BOT_TOKEN=dot')['TELEGRAM_BOT_TOKEN']).toBe('from-file');
    expect(read({ ...file, TELEGRAM_BOT_TOKEN: 'real' })['TELEGRAM_BOT_TOKEN']).toBe('real');
    expect(read({}, 'TELEGRAM_BOT_TOKEN_FILE=/run/token')['TELEGRAM_BOT_TOKEN']).toBe('from-file');
  });

  test('that names a file which cannot be read is a fault without the path', () => {
    const { faults } = readEnvironment({ SLACK_APP_TOKEN_FILE: '/run/none' }, '', files);
    expect(faults.map(printFault)).toEqual([
      'environment:1:1: `SLACK_APP_TOKEN_FILE` names a file that cannot be read',
    ]);
  });
});
