import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  pause,
  REPOSITORY,
  type Premises,
  type Running,
} from '../helpers/process.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MARK = '(다시 보냄: 중복일 수 있음)';
const DRAIN_MS = 10_000;
/** Well below the time that a stuck send would take to be given up. */
const AT_ONCE_MS = 3_000;
const NAME = '가나전자';

let premises: Premises;

beforeEach(async () => {
  premises = await openPremises();
});
afterEach(() => premises.close());

const cards = (): readonly string[] =>
  premises.telegram
    .shown(ADMIN)
    .map(({ text }) => text)
    .filter((text) => text.includes(NAME));

const outcome = async (): Promise<string | undefined> =>
  (await premises.ledger()).find(({ channel }) => channel === 'phone')?.outcome;

/** An alert that the chat has and answers only after `ms`. */
async function openSend(ms: number): Promise<void> {
  premises.telegram.next('sendMessage', { is: 'slow', ms }, ({ text }) =>
    String(text).includes(NAME),
  );
  premises.broker.sendRaw(frameOf(firesNow('900001', NAME)));
  await eventually('the alert is in the chat', () => cards().length === 1);
}

async function timed<T>(work: Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const began = Date.now();
  const result = await work;
  return { result, ms: Date.now() - began };
}

/** `npm start` as a person types it, on a store of its own. */
async function npmStart(detached = false): Promise<Running> {
  const yaml = `feed: { source: kiwoom }
channels: { phone: { telegram: { chat: ${ADMIN} } } }
store: { url: "file://${premises.folder}/data/vigil.db" }
web: { listen: "127.0.0.1:${premises.port}" }
`;
  await premises.write('config/vigil.yaml', yaml);
  await premises.write(
    'config/rules.yaml',
    'rules: [{ name: 모든 VI, when: { all: true }, notify: phone }]\n',
  );
  const folder = `${premises.folder}/config`;
  const npm = premises.spawn('npm', ['start', '--', '--config', folder], {
    cwd: REPOSITORY,
    detached,
  });
  await eventually('the bot watches', () => premises.isReady());
  return npm;
}

describe('the bot', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with 0', async (signal) => {
    const bot = await premises.watch();
    const { result, ms } = await timed(bot.kill(signal));
    expect(result).toMatchObject({ code: 0, signal: null });
    expect(ms).toBeLessThan(DRAIN_MS);
    expect(await premises.vigil('mutes')).toMatchObject({ code: 0 });
  });

  test('a signal while it starts ends it with 0 too', async () => {
    const bot = premises.start(['run']);
    // The lock is taken before anything else is started.
    await eventually('it starts', () => existsSync(`${premises.folder}/data/vigil.db`));
    expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
    await premises.watch();
    expect(await premises.isReady()).toBe(true);
  });

  test('a reload just before does not hide a stop', async () => {
    const bot = await premises.watch();
    bot.child.kill('SIGHUP');
    expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
  });

  test('an answer that comes in time is recorded, and nothing is repeated', async () => {
    const bot = await premises.watch();
    await openSend(1_000);
    expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0 });
    expect(await outcome()).toBe('sent');
    await premises.watch();
    premises.broker.sendRaw(frameOf(firesNow('900002', '다라화학')));
    await eventually('the next alert', () =>
      premises.telegram.shown(ADMIN).some(({ text }) => text.includes('다라화학')),
    );
    expect(cards()).toHaveLength(1);
  });

  test('an answer that never comes ends in a marked repeat after the next start', async () => {
    const bot = await premises.watch();
    await openSend(60_000);
    const { result, ms } = await timed(bot.kill('SIGTERM'));
    expect(result).toMatchObject({ code: 0 });
    expect(ms).toBeLessThan(DRAIN_MS);
    await premises.watch();
    await eventually('the repeat', () => cards().length === 2);
    expect(cards().map((text) => text.includes(MARK))).toEqual([false, true]);
  });

  test('what waits behind an open send is told after the next start', async () => {
    const bot = await premises.watch();
    await openSend(500);
    premises.broker.sendRaw(frameOf(firesNow('900002', '다라화학')));
    await eventually('both are on disk', async () => (await premises.ledger()).length === 4);
    await bot.kill('SIGTERM');
    await premises.watch();
    const later = (): readonly string[] =>
      premises.telegram
        .shown(ADMIN)
        .map(({ text }) => text)
        .filter((text) => text.includes('다라화학'));
    await eventually('the one that waited', () => later().length > 0);
    expect([...cards(), ...later()].filter((text) => text.includes(MARK))).toEqual([]);
    expect(later()).toHaveLength(1);
  });

  test('the second signal ends it at once', async () => {
    const bot = await premises.watch();
    await openSend(60_000);
    bot.child.kill('SIGTERM');
    await eventually('it is stopping', () => premises.broker.connections() === 0);
    // What arrives sooner is taken for the same signal, passed on by npm or the terminal.
    await pause(300);
    const { result, ms } = await timed(bot.kill('SIGTERM'));
    expect(result.signal).toBeNull();
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });
});

describe('npm start', () => {
  test('a signal to npm drains the bot and ends both with 0', async () => {
    const npm = await npmStart();
    await openSend(1_000);
    expect(await npm.kill('SIGTERM')).toMatchObject({ code: 0 });
    expect(await premises.isReady()).toBe(false);
    expect(await outcome()).toBe('sent');
  });

  test('Ctrl-C, which reaches npm and the bot at once, is one signal', async () => {
    const npm = await npmStart(true);
    await openSend(1_000);
    process.kill(-(npm.child.pid ?? 0), 'SIGINT');
    await npm.ended;
    await eventually('the bot is gone', async () => !(await premises.isReady()));
    expect(await outcome()).toBe('sent');
  });
});
