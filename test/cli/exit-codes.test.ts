import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  eventually,
  firesNow,
  frameOf,
  openPremises,
  type Ended,
  type Premises,
} from '../helpers/process.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let premises: Premises;

beforeAll(async () => {
  premises = await openPremises();
  await premises.write('misspelt/vigil.yaml', 'channels:\n  phone: { telegrm: { chat: 1 } }\n');
  await premises.write('misspelt/rules.yaml', 'rules: []\n');
  await premises.write('no-rule/vigil.yaml', 'channels:\n  screen: { console: {} }\n');
  await premises.write(
    'no-rule/rules.yaml',
    'rules:\n  - { name: a, when: { stok: 005930 }, notify: screen }\n',
  );
});
afterAll(() => premises.close());

const GOOD_RULE = 'rules:\n  - { name: a, when: { all: true }, notify: screen }\n';
const consoleAt = (store: string): string =>
  `channels: { screen: { console: {} } }\nstore: { url: "file:${store}" }\n`;

const linesOf = ({ stdout, stderr }: Ended): readonly string[] =>
  (stdout + stderr).split('\n').filter((line) => line.trim() !== '');

describe('run', () => {
  test.each([
    ['vigil.yaml', 'misspelt', 'misspelt/vigil.yaml:2:12'],
    ['the rules', 'no-rule', 'no-rule/rules.yaml:2:24'],
  ])('a fault in %s ends it with 2 and says where', async (_file, folder, place) => {
    const ended = await premises.vigil('run', '--config', folder);
    expect(ended).toMatchObject({ code: 2, stderr: '' });
    expect(ended.stdout).toContain(place);
  });

  test('at a terminal people read faults on stderr', async () => {
    const env = { LOG_FORMAT: 'pretty' };
    const ended = await premises.start(['run', '--config', 'misspelt'], { env }).ended;
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('misspelt/vigil.yaml:2:12');
  });

  test('a secret that is not there ends it with 2 and is named', async () => {
    const ended = await premises.start(['run'], { env: { TELEGRAM_BOT_TOKEN: '' } }).ended;
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain('TELEGRAM_BOT_TOKEN');
  });

  test('the second one on a store ends with 3, the first goes on, and a dead one is in nobody’s way', async () => {
    const first = await premises.watch();
    const second = await premises.vigil('run');
    expect(second).toMatchObject({ code: 3 });
    expect(linesOf(second)).toHaveLength(1);
    expect((await fetch(`http://127.0.0.1:${premises.port}/readyz`)).status).toBe(200);
    await first.kill('SIGKILL');
    const third = await premises.watch();
    expect(await third.kill('SIGTERM')).toMatchObject({ code: 0 });
  });
});

describe('words that are not understood', () => {
  test.each([
    [['mut', '005930'], 'mute'],
    [['rum'], 'run'],
    [['run', '--cofig', 'x'], '--config'],
    [['export', '--fromat', 'csv'], '--format'],
    [['export', '--from', '2026-02-30'], 'a day such as 2026-11-20'],
    [['audit', '--to', 'yesterday'], 'a day such as 2026-11-20'],
    [['--version'], "unknown option '--version'"],
    [['--config', 'config', 'check'], "unknown option '--config'"],
  ])('%j is one line that names what is, and exit 64', async (words, near) => {
    const ended = await premises.vigil(...words);
    expect(ended.code).toBe(64);
    expect(linesOf(ended)).toHaveLength(1);
    expect(ended.stdout).toContain(near);
  });
});

test('a value that is none is not taken for a misspelt option', async () => {
  const { code, stdout } = await premises.vigil('explain', '--deviation', 'much');
  expect({ code, stdout }).toEqual({
    code: 64,
    stdout: "option '--deviation <%>' argument 'much' is invalid. a number of %\n",
  });
});

describe('.env', () => {
  const checked = async (env: Readonly<Record<string, string>> = {}) => {
    const { stdout, stderr } = await premises.start(['check'], { env }).ended;
    return { where: /\S+(?=:2:)/.exec(stdout + stderr)?.[0], onStderr: stderr !== '' };
  };

  test('says where the configuration is and how logs look, below the real environment', async () => {
    await premises.write('.env', 'VIGIL_CONFIG=misspelt\nLOG_FORMAT=pretty\n');
    expect(await checked({ LOG_FORMAT: '' })).toEqual({
      where: 'misspelt/vigil.yaml',
      onStderr: true,
    });
    const real = { LOG_FORMAT: 'json', VIGIL_CONFIG: 'no-rule' };
    expect(await checked(real)).toEqual({ where: 'no-rule/rules.yaml', onStderr: false });
    await rm(join(premises.folder, '.env'));
  });

  test('that is not there, and a variable without a value, leave it at config/', async () => {
    expect(await checked({ VIGIL_CONFIG: '' })).toEqual({ where: undefined, onStderr: false });
  });
});

test('no word at all tells which there are, and exit 64', async () => {
  const { code, stdout } = await premises.vigil();
  expect(code).toBe(64);
  expect(stdout).toMatch(/run .*init .*doctor .*check /s);
});

describe('check', () => {
  const everything = async (): Promise<readonly string[]> =>
    (await readdir(premises.folder, { recursive: true })).toSorted();

  test('needs no secret, network or store, and writes nothing', async () => {
    const own = await openPremises();
    try {
      const secretless = {
        KIWOOM_APP_KEY: '',
        KIWOOM_SECRET_KEY: '',
        TELEGRAM_BOT_TOKEN: '',
        SLACK_BOT_TOKEN: '',
        SLACK_APP_TOKEN: '',
        VIGIL_WEB_TOKEN: '',
      };
      const before = await readdir(own.folder, { recursive: true });
      const ended = await own.start(['check'], { env: secretless }).ended;
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(await readdir(own.folder, { recursive: true })).toEqual(before);
      expect(own.telegram.calls).toEqual([]);
      expect(own.broker.requests).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('ends with 2 when there are faults, as data too', async () => {
    const before = await everything();
    const ended = await premises.vigil('check', '--config', 'misspelt', '--json');
    expect(ended).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({ ok: false });
    expect(await everything()).toEqual(before);
  });
});

describe('a fault in the settings', () => {
  test.each([
    [1, ['status']],
    [1, ['retry']],
    [1, ['audit']],
    [1, ['reload']],
    [1, ['watch', '반도체', 'add', '005930']],
    [1, ['import', 'day.jsonl']],
    [1, ['mutes']],
    [2, ['backtest']],
    [2, ['explain', '--stock', '005930']],
  ])('is told, and the exit code is %i: %j', async (code, words) => {
    const ended = await premises.vigil(...words, '--config', 'misspelt');
    expect(ended.code).toBe(code);
    expect(ended.stdout).toContain('misspelt/');
  });
});

describe('a store that cannot be opened', () => {
  test.each([['run'], ['status'], ['mutes'], ['mute', 'all'], ['reload'], ['export']])(
    'is told in one line with the reason, and the exit code is 1: %s',
    async (...words) => {
      await premises.write('no-store/vigil.yaml', consoleAt('no-store/rules.yaml/vigil.db'));
      await premises.write('no-store/rules.yaml', GOOD_RULE);
      const { code, stdout, stderr } = await premises.vigil(...words, '--config', 'no-store');
      expect(code).toBe(1);
      expect(stderr).not.toContain('crashed');
      expect(stdout).toMatch(/^저장소를 열 수 없습니다 .*no-store\/rules\.yaml\/vigil\.db: .+\n$/);
    },
  );

  test.each([
    ['replay ends with 1', 1, ['replay', 'one.jsonl'], ''],
    ['explain does without it', 0, ['explain', '--stock', '005930'], '✓ a → screen'],
  ])('is told as such: %s', async (_title, code, words, then) => {
    await premises.write('foreign/vigil.yaml', consoleAt('foreign/rules.yaml'));
    await premises.write('foreign/rules.yaml', GOOD_RULE);
    await premises.write('one.jsonl', `${frameOf(firesNow('005930', '삼성전자'))}\n`);
    const ended = await premises.vigil(...words, '--config', 'foreign');
    expect(ended.code).toBe(code);
    const [said, next] = linesOf(ended);
    expect(said).toMatch(/^저장소를 열 수 없습니다 .*: foreign\/rules\.yaml: ./);
    expect(next ?? '').toBe(then);
  });
});

describe('mute, unmute and mutes', () => {
  test('what is done ends with 0, what cannot be done with 1', async () => {
    expect(await premises.vigil('mute', '005930', '1h')).toMatchObject({ code: 0 });
    expect(await premises.vigil('mute', '005930', '30')).toMatchObject({ code: 1 });
    const { code, stdout } = await premises.vigil('mutes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mutes: [{ target: { code: '005930' } }] });
    expect(await premises.vigil('unmute', '005930')).toMatchObject({ code: 0 });
    expect(await premises.vigil('unmute', '005930')).toMatchObject({ code: 1 });
  });

  test('the simulated market’s stocks are known by name', async () => {
    await premises.write(
      'demo/vigil.yaml',
      'feed: { source: simulator }\nchannels: { screen: { console: {} } }\nstore: { url: "file:demo/vigil.db" }\n',
    );
    await premises.write(
      'demo/rules.yaml',
      'rules: [{ name: 가, when: { all: true }, notify: screen }]\n',
    );
    const muted = await premises.vigil('mute', '삼성전자', '1h', '--config', 'demo');
    expect(muted).toMatchObject({ code: 0, stdout: expect.stringContaining('삼성전자') });
  });
});

describe('export and status', () => {
  const KEYS =
    'day,stock,venue,kind,trigger_time,event,rule,channel,outcome,reason,message_id,at'.split(',');

  test('the ledger has the keys of the contract and adds up, while the bot runs', async () => {
    const bot = await premises.watch();
    premises.broker.sendRaw(frameOf(firesNow('900001', '가,나"전자')));
    const rows = await eventually('two rows', async () => {
      const found = await premises.ledger();
      const isDone = found.length === 2 && found.every(({ outcome }) => outcome === 'sent');
      return isDone ? found : undefined;
    });
    expect(rows.map((row) => Object.keys(row))).toEqual([KEYS, KEYS]);
    expect(rows.map(({ channel }) => channel)).toEqual(['desk', 'phone']);
    const card = premises.telegram.messages.find(({ text }) => text.includes('가,나'));
    expect(rows[1]?.message_id).toBe(String(card?.id));
    const { stdout: csv } = await premises.vigil('export', '--format', 'csv');
    const [header, ...lines] = csv.split('\r\n');
    expect(header).toBe(KEYS.join(','));
    expect(lines.filter((line) => line !== '')).toHaveLength(2);
    const { stdout: status } = await premises.vigil('status', '--json');
    expect(JSON.parse(status)).toMatchObject({ matched: 2, outcomes: { sent: 2, waiting: 0 } });
    const none = await premises.vigil('export', '--to', '2020-01-01');
    expect(none).toMatchObject({ code: 0, stdout: '' });
    await bot.kill('SIGTERM');
  });
});
