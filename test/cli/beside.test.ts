import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  type Premises,
} from '../helpers/process.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let premises: Premises;

beforeEach(async () => {
  premises = await openPremises();
});
afterEach(() => premises.close());

const texts = (): readonly string[] => premises.telegram.shown(ADMIN).map(({ text }) => text);
const shows = (part: string): boolean => texts().some((text) => text.includes(part));

const push = (stock: string, name: string): void =>
  premises.broker.sendRaw(frameOf(firesNow(stock, name)));

/** The broker has taken the registration: frames are heard. */
const registered = (): boolean => premises.broker.heard.some((text) => text.includes('"REG"'));

test('what is muted at the command line holds in the running bot at once, until unmuted', async () => {
  await premises.watch();
  expect(await premises.vigil('mute', '900001', '1h')).toMatchObject({ code: 0 });
  const trigger = timeOf(Date.now() - 5_000);
  const before = { ...firesNow('900001', '가나전자'), stamps: { trigger, release: undefined } };
  premises.broker.sendRaw(frameOf(before));
  push('900002', '다라화학');
  await eventually('the other alert', () => shows('다라화학'));
  expect(await premises.vigil('unmute', '900001')).toMatchObject({ code: 0 });
  push('900001', '가나전자 다시');
  await eventually('the alert after the mute', () => shows('가나전자 다시'));
  expect(texts().filter((text) => text.includes('가나전자'))).toHaveLength(1);
});

test('a mute of the next one ends in the bot, and its end is told', async () => {
  await premises.watch();
  expect(await premises.vigil('mute', '900001', 'next', '1')).toMatchObject({ code: 0 });
  push('900001', '가나전자');
  await eventually('the end is told', () => shows('음소거 끝: 900001, 1건 숨김'));
  expect(shows('가나전자')).toBe(false);
  const { stdout } = await premises.vigil('mutes', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ mutes: [] });
});

test('commands and a bot that start on a fresh store at once all do their work', async () => {
  const bot = premises.start(['run']);
  const beside = ['mutes', 'status', 'export', 'mutes'].map((word) => premises.vigil(word));
  const codes = (await Promise.all(beside)).map(({ code }) => code);
  expect(codes).toEqual([0, 0, 0, 0]);
  await eventually('the bot watches', () => premises.isReady());
  expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0 });
});

test('a taken web port is a warning: the bot watches all the same', async () => {
  const other = createServer().listen(premises.port, '127.0.0.1');
  await once(other, 'listening');
  try {
    const bot = premises.start(['run']);
    await eventually('the registration', registered);
    push('900001', '가나전자');
    await eventually('the alert', () => shows('가나전자'));
    const levels = bot
      .stderr()
      .split('\n')
      .filter((line) => line.includes(String((other.address() as AddressInfo).port)))
      .map((line) => (JSON.parse(line) as { level: string }).level);
    expect(levels).toEqual(['warn']);
    expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0 });
  } finally {
    other.close();
  }
});

test('a closed stdout and stderr do not end a bot that watches', async () => {
  const screen = `feed: { source: kiwoom }
channels: { phone: { telegram: { chat: ${ADMIN} } }, screen: { console: {} } }
web: { listen: "127.0.0.1:${premises.port}" }
`;
  const all = 'rules: [{ name: 모든 VI, when: { all: true }, notify: [phone, screen] }]\n';
  await premises.write('config/vigil.yaml', screen);
  await premises.write('config/rules.yaml', all);
  const bot = await premises.watch();
  bot.child.stdout?.destroy();
  bot.child.stderr?.destroy();
  for (const [index, name] of ['가나전자', '다라화학', '마바조선'].entries()) {
    push(`90000${index}`, name);
    await eventually(name, () => shows(name));
  }
  expect(bot.child.exitCode).toBeNull();
  expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0 });
});

test('simulate is a broker for run', async () => {
  const market = premises.start(['simulate', '--port', '0', '--speed', '20']);
  const addresses = await eventually('both addresses', () => {
    const found = /^KIWOOM_REST_URL=(\S+)\nKIWOOM_WS_URL=(\S+)$/mu.exec(market.stdout());
    return found && { KIWOOM_REST_URL: `${found[1]}`, KIWOOM_WS_URL: `${found[2]}` };
  });
  const bot = await premises.watch({ env: addresses });
  await eventually('an alert of the simulated market', () => shows(' 발동 → '));
  expect(premises.broker.requests).toEqual([]);
  expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0 });
  expect(await market.kill('SIGTERM')).toMatchObject({ code: 0 });
});
