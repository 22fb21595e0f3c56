import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  SECRETS,
  SLACK_CHANNEL,
  type Interruption,
  type Premises,
} from '../helpers/process.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let premises: Premises;

beforeEach(async () => {
  premises = await openPremises();
});
afterEach(() => premises.close());

const shows = (name: string): boolean =>
  premises.telegram.shown(ADMIN).some(({ text }) => text.includes(name));

/** Everything that goes wrong in a way that a library may describe with an address or a header. */
function plantFaults({ telegram, slack, broker }: Premises): void {
  const refused = { ok: false, error_code: 401, description: 'Unauthorized' };
  telegram.next('sendMessage', { is: 'html', status: 502 });
  telegram.next('sendMessage', { is: 'drop' });
  telegram.next('getUpdates', { is: 'html' });
  telegram.next('getUpdates', { is: 'reset' });
  telegram.next('getUpdates', { is: 'answer', status: 401, body: refused });
  slack.next('chat.postMessage', { is: 'reset' });
  slack.next('chat.postMessage', { is: 'html' });
  slack.next('apps.connections.open', { is: 'html', status: 500 });
  broker.answerNext({ status: 500, body: '<html>no</html>' });
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((one) => join(one.parentPath, one.name));
}

/** Logs are lines of JSON with time, level and msg; whatever else is on stderr is a fault. */
function expectLogs(stderr: string): void {
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const { time, level, msg } = JSON.parse(line) as Record<string, unknown>;
    expect(new Date(String(time)).toISOString()).toBe(time);
    expect(['debug', 'info', 'warn', 'error']).toContain(level);
    expect(msg).toMatch(/^[\x20-\x7e]+$/u);
  }
}

test('logs are JSON lines, and no secret is in any output, page or file', async () => {
  plantFaults(premises);
  const bot = await premises.watch({ env: { LOG_LEVEL: 'debug' } });
  premises.broker.sendRaw('{"trnm":"REAL","data":[{"type":"1h","item":"x","values":{}}]}');
  premises.broker.sendRaw(frameOf(firesNow('900001', '가나전자')));
  await eventually('the alert', () => shows('가나전자'));
  await eventually('in Slack', () =>
    premises.slack.shown(SLACK_CHANNEL).some(({ text }) => text.includes('가나전자')),
  );
  const pages = await Promise.all(
    ['/', '/metrics', '/readyz', '/healthz'].map(async (path) =>
      (await fetch(`http://127.0.0.1:${premises.port}${path}`)).text(),
    ),
  );
  const { code, stdout, stderr } = await bot.kill('SIGTERM');
  const { stdout: ledger } = await premises.vigil('export');
  const files = await filesOf(join(premises.folder, 'data'));
  const kept = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  const { slack } = premises;
  const secrets = [...Object.values(SECRETS), slack.botToken, slack.appToken];
  const leaks = [stdout, stderr, ledger, ...pages, ...kept].flatMap((text) =>
    secrets.filter((secret) => text.includes(secret)),
  );
  expect(code).toBe(0);
  expectLogs(stderr);
  expect(files.length).toBeGreaterThan(2);
  expect(leaks).toEqual([]);
});

test('a fault at the start is JSON on stderr or words on stdout, never a mixture', async () => {
  await premises.write('data', 'a file where the folder should be');
  const { code, stderr } = await premises.vigil('run');
  expect(code).toBe(1);
  expectLogs(stderr);
});

test('what is kept is beside the store, and only its owner may read it', async () => {
  const umask = process.umask(0);
  try {
    await premises.watch();
  } finally {
    process.umask(umask);
  }
  premises.broker.sendRaw(frameOf(firesNow('900001', '가나전자')));
  await eventually('the alert', () => shows('가나전자'));
  const data = join(premises.folder, 'data');
  const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;
  const modes = await eventually('the stock list is kept', async () => {
    const files = await filesOf(data);
    // One that is just being replaced is gone before it is looked at.
    const found = await Promise.all(files.map(modeOf)).catch(() => undefined);
    return files.some((file) => file.endsWith('kiwoom-stocks.json')) ? found : undefined;
  });
  expect(new Set(modes)).toEqual(new Set([0o600]));
  expect((await stat(data)).mode & 0o777).toBe(0o700);
  expect((await readdir(premises.folder)).toSorted()).toEqual(['config', 'data']);
});

describe('any time zone of the machine', () => {
  const zones = ['America/New_York', 'Asia/Seoul'] as const;
  const interruption: Interruption = {
    ...firesNow('900001', '가나전자'),
    stamps: { ...firesNow('', '').stamps },
  };

  test('gives the same texts and the same ledger', async () => {
    const seen = [];
    for (const TZ of zones) {
      const own = await openPremises();
      try {
        await own.watch({ env: { TZ } });
        own.telegram.say({ chat: ADMIN, from: { id: ADMIN }, text: '/mute 900002 until-close' });
        own.broker.sendRaw(frameOf(interruption));
        const alert = await eventually('the alert', () =>
          own.telegram.shown(ADMIN).find(({ text }) => text.includes('가나전자')),
        );
        const mute = await eventually('the answer', () =>
          own.telegram.shown(ADMIN).find(({ text }) => text.includes('음소거:')),
        );
        const rows = (await own.ledger()).map(({ day, trigger_time: time }) => [day, time]);
        seen.push({ alert: alert.text.replace(/\(늦음.*\)\n/u, ''), mute: mute.text, rows });
      } finally {
        await own.close();
      }
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.alert).toContain(`${interruption.stamps.trigger} 발동`);
  });
});
