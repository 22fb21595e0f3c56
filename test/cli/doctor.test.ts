import { mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createSimulator, type Simulator } from '../../src/feed/simulator/simulator.ts';
import { systemClock, type Clock } from '../../src/platform/clock.ts';
import { lockStore } from '../../src/store/lock-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { runCommand, type CommandEnd } from '../helpers/bot-cli.ts';
import { fakeSlack, type FakeSlack } from '../helpers/fake-slack.ts';
import { fakeTelegram, type FakeTelegram } from '../helpers/fake-telegram.ts';

const KEYS = { appKey: 'planted-app-key', secretKey: 'planted-secret-key' };
const VIGIL = `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: 11 } }
  desk: { slack: { channel: C0DESK } }
  screen: { console: {} }
`;
const RULES = 'rules:\n  - { name: 모든 VI, when: { all: true }, notify: [phone, desk] }\n';
const ALL = 'settings rules store token feed stocks channel channel channel clock'.split(' ');

interface Checked {
  readonly check: string;
  readonly name?: string;
  readonly level: string;
  readonly said: { readonly ko: string; readonly en: string };
  readonly todo?: { readonly ko: string; readonly en: string };
}

let folder: string;
let simulator: Simulator;
let telegram: FakeTelegram;
let slack: FakeSlack;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-doctor-'));
  simulator = await createSimulator({ clock: systemClock, keys: KEYS });
  telegram = await fakeTelegram();
  slack = await fakeSlack();
  write({});
  return async () => {
    await Promise.all([simulator.close(), telegram.close(), slack.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
});

const store = (): string => join(folder, 'data/vigil.db');

function write({ vigil = VIGIL, rules = RULES }: { vigil?: string; rules?: string }): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'vigil.yaml'), `${vigil}store: { url: "file://${store()}" }\n`);
  writeFileSync(join(folder, 'rules.yaml'), rules);
}

const environment = (): Record<string, string> => ({
  KIWOOM_APP_KEY: KEYS.appKey,
  KIWOOM_SECRET_KEY: KEYS.secretKey,
  KIWOOM_REST_URL: simulator.restUrl,
  KIWOOM_WS_URL: simulator.wsUrl,
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
});

const run = (
  words: readonly string[],
  env: Record<string, string> = {},
  clock: Clock = systemClock,
): Promise<CommandEnd> =>
  runCommand(['doctor', '--config', folder, ...words], { ...environment(), ...env }, clock);

async function checks(
  env?: Record<string, string>,
  clock?: Clock,
): Promise<{ readonly code: number; readonly found: readonly Checked[] }> {
  const { code, out } = await run(['--json'], env, clock);
  const { checks: found } = JSON.parse(out) as { checks: readonly Checked[] };
  return { code, found };
}

const bad = (found: readonly Checked[]): readonly string[] =>
  found.filter(({ level }) => level !== 'ok').map(({ check, level }) => `${check} ${level}`);

describe('where all is well', () => {
  test('each part is one line with its mark, and it ends with 0', async () => {
    const { code, told } = await run([]);
    expect(told.filter((line) => !line.startsWith('✓'))).toEqual([]);
    expect(told).toHaveLength(ALL.length);
    expect(told.join('')).not.toContain('\n');
    expect(code).toBe(0);
  });

  test('as data it is the same, in both languages', async () => {
    const { code, found } = await checks();
    expect(found.map(({ check }) => check)).toEqual(ALL);
    expect(found.flatMap(({ said }) => [said.ko, said.en])).not.toContain('');
    expect(bad(found)).toEqual([]);
    expect(code).toBe(0);
  });

  test('it logs in and registers, sends nothing, and leaves', async () => {
    await run([]);
    const asked = simulator.heard.map((text) => (JSON.parse(text) as { trnm: string }).trnm);
    expect(asked).toEqual(['LOGIN', 'REG']);
    await expect.poll(() => simulator.connections()).toBe(0);
    expect([...telegram.messages, ...slack.messages]).toEqual([]);
  });

  test('a store that was never used is not made, or the first start would miss it', async () => {
    await run([]);
    expect([existsSync(store()), existsSync(`${store()}.lock`)]).toEqual([false, false]);
  });

  test('the token is kept for the bot: a second look asks for no other', async () => {
    await run([]);
    await run([]);
    const asked = simulator.requests.filter(({ path }) => path === '/oauth2/token');
    expect(asked).toHaveLength(1);
  });
});

describe('Kiwoom', () => {
  test('an address that is not registered is explained in words', async () => {
    const body = { return_code: 3, return_msg: '인증에 실패했습니다[8050:지정단말기 인증에 실패]' };
    simulator.answerNext({ status: 200, body: JSON.stringify(body) });
    const { code, found } = await checks();
    const token = found.find(({ check }) => check === 'token');
    expect([code, bad(found)]).toEqual([1, ['token fault', 'feed warning', 'stocks warning']]);
    expect(token?.todo?.ko).toContain('openapi.kiwoom.com');
    expect(token?.todo?.en).toContain('public IP');
  });

  test('wrong keys are named as such', async () => {
    const { code, found } = await checks({ KIWOOM_SECRET_KEY: 'another-secret-key' });
    expect([code, bad(found)]).toEqual([1, ['token fault', 'feed warning', 'stocks warning']]);
    expect(found.find(({ check }) => check === 'token')?.said.en).toContain('keys');
  });

  test('a login that is refused is a fault of the feed alone', async () => {
    simulator.refuse('REG', { code: 105_110, text: 'too many' });
    const { code, found } = await checks();
    expect([code, bad(found)]).toEqual([1, ['feed fault']]);
  });

  test('while a bot runs on the store nobody logs in: what it noted is told', async () => {
    const bot = await openStore(store());
    const lock = lockStore(store());
    onTestFinished(async () => {
      lock?.release();
      await bot.close();
    });
    const silent = await checks();
    expect([silent.code, bad(silent.found)]).toEqual([1, ['feed fault', 'stocks warning']]);
    await bot.rows.noteWatched(Date.now());
    const watching = await checks();
    expect([watching.code, bad(watching.found)]).toEqual([0, ['stocks warning']]);
    expect([simulator.heard, simulator.requests]).toEqual([[], []]);
  });

  test('a bot can start after it', async () => {
    lockStore(store())?.release();
    await run([]);
    const lock = lockStore(store());
    expect(lock).toBeDefined();
    lock?.release();
  });
});

describe('channels', () => {
  test('each is told by its name, with what to do', async () => {
    telegram.refuseChat(11, 403);
    slack.refuseChannel('C0DESK', 'not_in_channel');
    const { code, found } = await checks();
    const named = found.filter(({ level }) => level === 'fault').map((one) => one.name);
    expect([code, named]).toEqual([1, ['phone', 'desk']]);
    expect(found.find(({ name }) => name === 'desk')?.todo?.en).toContain('/invite');
    expect(found.find(({ name }) => name === 'phone')?.todo?.ko).toContain('/start');
  });

  test('a Slack without its second token hears nothing, which is a warning', async () => {
    const { code, found } = await checks({ SLACK_APP_TOKEN: '' });
    expect([code, bad(found)]).toEqual([0, ['channel warning']]);
  });
});

describe('clock, store and files', () => {
  test.each([
    [5_000, ['clock warning']],
    [-5_000, ['clock warning']],
    [0, []],
  ])('a clock that is %d ms off: %j', async (ms, wanted) => {
    const clock = { ...systemClock, now: () => systemClock.now() + ms };
    const { code, found } = await checks(undefined, clock);
    expect([code, bad(found)]).toEqual([0, wanted]);
  });

  test('without the broker a chat platform tells the time', async () => {
    write({
      vigil: 'channels:\n  phone: { telegram: { chat: 11 } }\n',
      rules: RULES.replace(', desk', ''),
    });
    const clock = { ...systemClock, now: () => systemClock.now() + 5_000 };
    const { found } = await checks(undefined, clock);
    expect(bad(found)).toEqual(['clock warning']);
  });

  test('a damaged store is a fault, and then nobody logs in', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(store(), 'no database at all, but long enough to be read as one'.repeat(100));
    const { code, found } = await checks();
    expect([code, bad(found)]).toEqual([1, ['store fault']]);
    expect(simulator.heard).toEqual([]);
  });

  test('a fault in the rules is told with its place, and the rest is checked all the same', async () => {
    write({ rules: 'rules:\n  - { name: a, when: { stok: 005930 }, notify: screen }\n' });
    const { code, found } = await checks();
    expect([code, bad(found)]).toEqual([1, ['rules fault']]);
    expect(found.find(({ check }) => check === 'rules')?.said.en).toContain('rules.yaml:2:24');
  });

  test('a missing secret is named', async () => {
    const { code, found } = await checks({ TELEGRAM_BOT_TOKEN: '' });
    expect([code, bad(found)]).toEqual([1, ['settings fault']]);
    expect(found[0]?.said.en).toContain('TELEGRAM_BOT_TOKEN');
  });

  test('no output holds a secret', async () => {
    telegram.next('getMe', { is: 'html' });
    const { out } = await run(['--json'], { KIWOOM_SECRET_KEY: 'another-secret-key' });
    const secrets = [...Object.values(KEYS), 'another-secret-key', telegram.token, slack.botToken];
    expect(secrets.filter((secret) => out.includes(secret))).toEqual([]);
    expect(out).toContain('"level": "fault"');
  });
});
