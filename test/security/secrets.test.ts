import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  SECRETS,
  type Ended,
  type Premises,
} from '../helpers/process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let premises: Premises;
beforeEach(async () => {
  premises = await openPremises();
});
afterEach(() => premises.close());

const planted = (): readonly string[] => [
  ...Object.values(SECRETS),
  premises.slack.botToken,
  premises.slack.appToken,
];

const leaksIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => planted().filter((secret) => text.includes(secret)));

const saidBy = (ends: readonly Ended[]): readonly string[] =>
  ends.flatMap(({ stdout, stderr }) => [stdout, stderr]);

/** Every file below the folder but `.env`, with its bytes. */
async function kept(): Promise<readonly string[]> {
  const entries = await readdir(premises.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '.env');
  return Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'latin1')));
}

/** The secrets stand in `.env` alone, as `init` writes it, and every value of them is longer. */
async function moveSecretsToFile(): Promise<Readonly<Record<string, string>>> {
  const all = {
    ...SECRETS,
    SLACK_BOT_TOKEN: premises.slack.botToken,
    SLACK_APP_TOKEN: premises.slack.appToken,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  await premises.write('.env', `${lines.join('\n')}\n`);
  await chmod(join(premises.folder, '.env'), 0o600);
  return Object.fromEntries(Object.keys(all).map((name) => [name, '']));
}

const inThrees = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.flatMap((_, at) => (at % 3 === 0 ? [all.slice(at, at + 3)] : []));

const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--json'],
  ['explain', '--stock', '005930'],
  ['status'],
  ['status', '--json'],
  ['export'],
  ['export', '--what', 'messages'],
  ['export', '--what', 'gaps'],
  ['mutes', '--json'],
  ['why', '900001'],
  ['reload'],
  ['retry'],
  ['test'],
  ['schema', 'vigil'],
  ['doctor'],
  ['run', '--nonsense'],
];

test('no command prints a secret or keeps one, whatever it is told of', async () => {
  const env = await moveSecretsToFile();
  await premises.watch({ env: { ...env, LOG_LEVEL: 'debug' } });
  premises.broker.sendRaw(frameOf(firesNow('900001', '가나전자')));
  await eventually('the alert', () => premises.telegram.shown(ADMIN).length > 1);
  const ends: Ended[] = [];
  for (const some of inThrees(COMMANDS)) {
    const running = some.map((args, n) => {
      const LOG_FORMAT = n % 2 === 0 ? 'json' : 'pretty';
      return premises.start(args, { env: { ...env, LOG_FORMAT } }).ended;
    });
    ends.push(...(await Promise.all(running)));
  }
  expect(saidBy(ends).join('').length).toBeGreaterThan(1_000);
  expect(leaksIn(saidBy(ends))).toEqual([]);
  const files = await kept();
  expect(files.length).toBeGreaterThan(4);
  expect(leaksIn(files)).toEqual([]);
});

test('a bot whose every endpoint fails tells why without a secret, stopped or crashed', async () => {
  const { telegram, slack, broker } = premises;
  const unauthorized = { ok: false, error_code: 401, description: 'Unauthorized' };
  for (let n = 0; n < 6; n += 1) {
    telegram.next('getUpdates', { is: 'answer', status: 401, body: unauthorized });
    telegram.next('sendMessage', { is: 'html' });
    telegram.next('getMe', { is: 'html', status: 404 });
    slack.next('apps.connections.open', { is: 'html', status: 500 });
    slack.next('chat.postMessage', { is: 'truncate' });
  }
  slack.refuseTokens('invalid_auth');
  // The broker's page quotes what it was sent, as error pages do.
  broker.answerNext({ status: 500, body: `<html>${SECRETS.KIWOOM_SECRET_KEY}</html>` });
  broker.answerNext({
    status: 200,
    body: JSON.stringify({ return_code: 3, return_msg: `[8001] ${SECRETS.KIWOOM_APP_KEY}` }),
  });
  const bot = premises.start(['run'], { env: { LOG_LEVEL: 'debug' } });
  await eventually('both channels fail', () => /paus|refus|fail|invalid_auth/.test(bot.stderr()));
  await eventually('the broker was asked', () => broker.requests.length >= 2);
  const unreachable = {
    KIWOOM_REST_URL: 'http://127.0.0.1:1',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
    SLACK_API_URL: 'http://127.0.0.1:1',
  };
  const ends = [await bot.kill('SIGTERM')];
  const alone = premises.start(['run'], { env: { ...unreachable, LOG_LEVEL: 'debug' } });
  await eventually('nobody answers', () => alone.stderr().includes('ECONNREFUSED'));
  ends.push(await alone.kill('SIGTERM'));
  await premises.write('data/vigil.db', 'no database');
  await premises.write('data/backups', 'no folder');
  ends.push(await premises.vigil('status'), await premises.vigil('export'));
  expect(leaksIn(saidBy(ends))).toEqual([]);
  expect(leaksIn(await kept())).toEqual([]);
});

test('a secret that stands in a file of the configuration is refused and not repeated', async () => {
  const token = SECRETS.TELEGRAM_BOT_TOKEN;
  await premises.write(
    'config/vigil.yaml',
    `channels: { phone: { telegram: { chat: 1, token: "${token}" } } }\noperator: "${token}"\n`,
  );
  const ends = [await premises.vigil('check'), await premises.vigil('check', '--json')];
  ends.push(await premises.vigil('run'));
  expect(ends.map(({ code }) => code)).toEqual([2, 2, 2]);
  expect(leaksIn(saidBy(ends))).toEqual([]);
  expect(saidBy(ends).join('')).toContain('***');
  await premises.write('config/vigil.yaml', 'channels: { screen: { console: {} } }\n');
});
