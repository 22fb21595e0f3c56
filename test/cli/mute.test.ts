import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { registerMute } from '../../src/cli/mute.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { memoryStore } from '../command/memory-store.ts';
import { muteOf, stateOf } from '../command/state.ts';

/** The command line with a store in memory. */
function commandLine(env: Io['env'] = {}) {
  const store = memoryStore();
  const seen = {
    out: '',
    told: [] as string[],
    codes: [] as number[],
    opened: [] as string[],
    open: 0,
  };
  const io: Io = {
    env,
    clock: fakeClock(),
    out: (text) => {
      seen.out += text;
    },
    tell: (text) => void seen.told.push(text),
    random: () => 0,
    log: () => undefined,
    logFormat: 'pretty',
    colour: false,
    interactive: false,
    quit: (code) => void seen.codes.push(code),
    exit: (code) => void seen.codes.push(code),
    onSignal: () => undefined,
  };
  const program = new Command().exitOverride();
  registerMute(program, io, {
    openCommandStore(folder) {
      seen.opened.push(folder);
      seen.open += 1;
      return Promise.resolve({
        state: () =>
          Promise.resolve(
            stateOf({
              person: 'cli',
              where: { chat: undefined, direct: false },
              mutes: [...store.mutes],
            }),
          ),
        store,
        close: () => {
          seen.open -= 1;
          return Promise.resolve();
        },
      });
    },
  });
  const run = (...words: string[]) => program.parseAsync(words, { from: 'user' });
  return { run, seen, store };
}

test('mute mutes for everyone and says so to people', async () => {
  const { run, seen, store } = commandLine();
  await run('mute', '삼성전자', '30m', '점심');
  expect(store.mutes).toMatchObject([
    { scope: { is: 'everyone' }, by: 'cli', reason: '점심', target: { code: '005930' } },
  ]);
  expect(seen.told.join('\n')).toContain('🔕 음소거: 삼성전자(005930), 09:30 KST까지');
  expect(seen).toMatchObject({ out: '', codes: [0], open: 0 });
});

test('a name in quotes is the same as its words', async () => {
  const { run, store } = commandLine();
  await run('mute', '반도체 상승 VI', '30m');
  expect(store.mutes).toMatchObject([{ target: { is: 'rule', name: '반도체 상승 VI' } }]);
});

test('the same command again is another command', async () => {
  const { run, store } = commandLine();
  await run('mute', '005930', '30m');
  await run('mute', '005930', '2h');
  expect(store.mutes.map(({ id }) => id)).toEqual([2]);
});

test('an ambiguous stock prints the choices and exits 1', async () => {
  const { run, seen, store } = commandLine();
  await run('mute', '삼성', '30m');
  expect(seen.told.join('\n')).toContain('삼성전자(005930) → mute 005930');
  expect(store.mutes).toEqual([]);
  expect(seen).toMatchObject({ codes: [1], open: 0 });
});

test.each([[['mute']], [['unmute', '005930']], [['mute', '005930', '30']]])(
  '%j cannot be done and exits 1',
  async (words) => {
    const { run, seen } = commandLine();
    await run(...words);
    expect(seen.codes).toEqual([1]);
    expect(seen.told).not.toEqual([]);
  },
);

test('unmute ends the mutes of every chat', async () => {
  const { run, seen, store } = commandLine();
  store.mutes.push(muteOf({ id: 8 }), muteOf({ id: 9, scope: { is: 'everyone' } }));
  await run('unmute', '005930');
  expect(store.mutes).toEqual([]);
  expect(seen.codes).toEqual([0]);
});

test('mutes prints what is muted as data', async () => {
  const { run, seen, store } = commandLine();
  store.mutes.push(muteOf({ id: 8 }));
  await run('mutes');
  expect(seen.out).toBe(
    '음소거 1개\n#8 삼성전자(005930) · 20:00 KST까지 · telegram:-100123 · 나\n',
  );
  expect(seen).toMatchObject({ told: [], codes: [0], open: 0 });
});

test('mutes --json prints it for programs', async () => {
  const { run, seen, store } = commandLine();
  store.mutes.push(muteOf({ id: 8, nextLeft: 2 }));
  await run('mutes', '--json');
  expect(JSON.parse(seen.out)).toEqual({
    mutes: [
      {
        id: 8,
        target: { is: 'stock', code: '005930', name: '삼성전자' },
        scope: { is: 'chat', chat: 'telegram:-100123' },
        until: '2026-11-20T20:00:00+09:00',
        until_release: false,
        next_left: 2,
        reason: null,
        by: 'telegram:1',
        created_at: '2026-11-20T09:00:00+09:00',
      },
    ],
    standing: [],
  });
});

test.each([
  [{}, ['mutes'], 'config'],
  [{ VIGIL_CONFIG: 'elsewhere' }, ['mutes'], 'elsewhere'],
  [{ VIGIL_CONFIG: 'elsewhere' }, ['mutes', '--config', 'here'], 'here'],
])('with %j, %j opens %s', async (env, words, folder) => {
  const { run, seen } = commandLine(env);
  await run(...words);
  expect(seen.opened).toEqual([folder]);
});
