import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { registerCheck } from '../../src/cli/check.ts';
import { registerExplain } from '../../src/cli/explain.ts';
import { registerSchema } from '../../src/cli/schema.ts';
import type { Io } from '../../src/cli/io.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { muteOf } from '../command/state.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const CHANNELS = 'channels: { screen: { console: {} }, phone: { telegram: { chat: 1 } } }';
const RULES = `
rules:
  - { name: 상승, when: { direction: up, deviation: ">= 10" }, notify: phone }
  - { name: 해제, when: { event: release }, notify: screen }
mutes:
  - { when: { time: "11:30-12:30" }, reason: 점심 }
`;

let folder: string;
let stop: () => void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-check-'));
  write('vigil.yaml', CHANNELS);
  write('rules.yaml', RULES);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** Runs a command and gives what it wrote and its exit code. */
const vigil = (...words: readonly string[]) => run(words, { clock: fakeClock() });

async function run(words: readonly string[], given: Partial<Io>) {
  let [out, told, code] = ['', '', -1];
  const io = {
    env: { VIGIL_CONFIG: folder },
    out: (text: string) => void (out += text),
    tell: (text: string) => void (told += `${text}\n`),
    interactive: false,
    exit: (exitCode: number) => void (code = exitCode),
    onSignal: (heard: (signal: 'stop') => void) => void (stop = () => heard('stop')),
    ...given,
  } as unknown as Io;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const register of [registerCheck, registerExplain, registerSchema]) register(program, io);
  program.commands.forEach((command) =>
    command.exitOverride().configureOutput({ writeErr: () => {} }),
  );
  await program.parseAsync(words, { from: 'user' });
  return { out, told, code };
}

describe('check', () => {
  test('names how many rules and channels there are, and needs no secret', async () => {
    const { out, told, code } = await vigil('check');
    expect(told).toBe('이상 없음: 규칙 2개, 채널 2개 (ok: 2 rules, 2 channels)\n');
    expect([out, code]).toEqual(['', 0]);
  });

  test('tells the faults of both files, with caret, and ends with 2', async () => {
    write('vigil.yaml', 'channels: { screen: { consol: {} } }');
    write('rules.yaml', 'rules: [{ name: 가, when: { directon: up }, notify: scren }]');
    const { told, code } = await vigil('check');
    expect(code).toBe(2);
    expect(told).toContain(
      'vigil.yaml:1:23: `consol`: unknown key of a channel. Did you mean `console`?',
    );
    expect(told).toContain('`directon`: unknown condition. Did you mean `direction`?');
    expect(told).toContain('`scren`: unknown channel. Did you mean `screen`?');
    expect(told).toContain('^\n');
    expect(told).toContain('오류 3건 (3 faults)');
  });

  test('tells warnings, and ends with 0', async () => {
    write('rules.yaml', `watchlists: { 목록: [005930] }${RULES}`);
    const { told, code } = await vigil('check');
    expect(told).toContain('`목록` is not used');
    expect(told).toContain('주의 1건 (ok: 2 rules, 2 channels, 1 warning)');
    expect(code).toBe(0);
  });

  test('warns of a rule for a channel that vigil.yaml tells no alerts', async () => {
    const deaf = CHANNELS.replace('chat: 1 }', 'chat: 1 }, tell: { alert: off }');
    write('vigil.yaml', deaf);
    const { told, code } = await vigil('check');
    expect(told).toContain('rules.yaml:3:70: `phone` is told no alerts');
    expect(told).toContain('expected a channel that is told alerts');
    expect(code).toBe(0);
  });

  test('--json gives faults and warnings as data', async () => {
    write('rules.yaml', 'rules: []');
    const { out, told, code } = await vigil('check', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      faults: [{ file: `${folder}/rules.yaml`, line: 1, column: 8 }],
      warnings: [],
    });
    expect([told, code]).toEqual(['', 2]);
  });

  test('takes the folder from --config', async () => {
    const { told, code } = await vigil('check', '--config', join(folder, 'none'));
    expect(told).toContain('none/vigil.yaml:1:1: The file cannot be read: there is no such file');
    expect(told).toContain('none/rules.yaml:1:1: The file cannot be read: there is no such file');
    expect(code).toBe(2);
  });
});

describe('a stock that is not in the list that a bot kept beside its store', () => {
  const kept = (name: string) => ({
    code: '005930',
    name,
    market: 'kospi',
    type: 'stock',
    nxt: true,
  });

  test('is told with the one that was meant, and its absence is no fault', async () => {
    write('vigil.yaml', `${CHANNELS}\nstore: { url: "file:${join(folder, 'data/vigil.db')}" }`);
    write('rules.yaml', 'rules: [{ name: 가, when: { stock: 005931 }, notify: phone }]');
    expect((await vigil('check')).told).not.toContain('005931');
    mkdirSync(join(folder, 'data'));
    const stocks = [kept('삼성전자')];
    const list = { restUrl: 'http://127.0.0.1', day: '2026-11-20', stocks };
    write('data/kiwoom-stocks.json', JSON.stringify(list));
    const { told, code } = await vigil('check');
    expect(told).toContain("`005931`: no code of today's stock list. Did you mean `005930`?");
    expect(told).toContain('expected 005930 삼성전자');
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'data'))).toEqual(['kiwoom-stocks.json']);
  });
});

test('check --watch checks again at a save, and ends with 0 at a signal', async () => {
  let told = '';
  const tell = (text: string) => void (told += `${text}\n`);
  const watching = run(['check', '--watch'], { clock: systemClock, tell });
  await vi.waitFor(() => expect(told).toContain('이상 없음'));
  write('rules.yaml', 'rules: []');
  await vi.waitFor(() => expect(told).toContain('오류 1건 (1 fault)'), { timeout: 10_000 });
  write('rules.yaml', RULES);
  await vi.waitFor(() => expect(told.match(/이상 없음/g)).toHaveLength(2), { timeout: 10_000 });
  write('rules.yaml', `include: [more.yaml]${RULES}`);
  await vi.waitFor(() => expect(told).toContain('there is no such file'), { timeout: 10_000 });
  write('more.yaml', 'rules: [{ name: 더, when: { count: 1 }, notify: phone }]');
  await vi.waitFor(() => expect(told).toContain('규칙 3개'), { timeout: 10_000 });
  write('more.yaml', 'rules: [{ name: 더, whn: { count: 1 }, notify: phone }]');
  await vi.waitFor(() => expect(told).toContain('more.yaml:1:20'), { timeout: 10_000 });
  stop();
  expect((await watching).code).toBe(0);
}, 30_000);

describe('explain', () => {
  test('--json gives each rule with its conditions and what they saw', async () => {
    const { out, code } = await vigil(
      'explain',
      '--stock',
      '005930',
      '--direction',
      'down',
      '--deviation',
      '10.2',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      rules: [
        {
          rule: '상승',
          matched: false,
          conditions: [
            { word: 'event', test: 'trigger', value: 'trigger', matched: true },
            { word: 'direction', test: 'up', value: 'down', matched: false },
            { word: 'deviation', test: '>= 10', value: '10.20 %', matched: true },
          ],
        },
        {
          rule: '해제',
          matched: false,
          conditions: [{ word: 'event', test: 'release', value: 'trigger', matched: false }],
        },
      ],
      plan: [],
    });
  });

  test('for people it says where a match goes and what mutes it', async () => {
    const { out } = await vigil(
      'explain',
      '--stock',
      '삼성전자',
      '--deviation',
      '+10.2%',
      '--time',
      '11:31',
    );
    expect(out).toContain('✓ 상승 → phone\n');
    expect(out).toContain('✗ 해제\n  ✗ event: release (trigger)\n');
    expect(out).toContain('음소거 1 (muted by time: 11:30-12:30): 점심\n');
  });

  test('then what would be sent, and the message itself', async () => {
    const { out } = await vigil('explain', '--stock', '005930', '--deviation', '10.2%');
    expect(out).toContain('  상승 → phone: 보냄 (sent)\n\nphone:\n  🔴▲ 삼성전자');
    expect(out).not.toContain('screen:');
    const none = await vigil('explain', '--stock', '005930', '--deviation', '-10.2%');
    expect(none.out).toContain('보낼 것이 없습니다 (nothing would be sent)');
  });

  test('a mute of the ledger and the past are held against it, and the ledger stays as it is', async () => {
    const path = join(folder, 'vigil.db');
    write('vigil.yaml', `${CHANNELS}\nstore: { url: "file:${path}" }`);
    write(
      'rules.yaml',
      'rules: [{ name: 상승, when: { direction: up }, notify: [phone, screen], cooldown: 1h }]',
    );
    const words = ['explain', '--stock', '005930', '--direction', 'up', '--json'];
    const planned = async () => JSON.parse((await vigil(...words)).out).plan as unknown;
    const sent = (channel: string) => ({ rule: '상승', channel, outcome: 'sent', reason: null });
    expect(await planned()).toEqual([sent('phone'), sent('screen')]);
    expect(existsSync(path)).toBe(false);

    const store = await openStore(path);
    await store.rows.addMute(muteOf({ scope: { is: 'chat', chat: 'telegram:1' }, until: 9e15 }));
    const muted = { ...sent('phone'), outcome: 'muted', reason: 'mute 1 by telegram:1' };
    expect(await planned()).toEqual([muted, sent('screen')]);
    expect(await store.rows.openMutes()).toHaveLength(1);
    await store.close();
  });

  test.each([
    ['a code', ['--stock', '005930']],
    ['a name', ['--stock', '삼성전자']],
    ['a frame', ['--event', 'frame.json']],
  ])('what the stock list knows of %s is filled in, as for a live event', async (_by, words) => {
    const values = { '9001': '005930', '9068': '1', '1223': '090500', '1224': '000000' };
    const data = [{ type: '1h', name: 'VI발동/해제', item: '005930', values }];
    write('frame.json', `\uFEFF${JSON.stringify({ trnm: 'REAL', data }, null, 2)}`);
    write(
      'rules.yaml',
      'rules: [{ name: 가, when: { stock: 삼성전자, market: kospi, not: { type: etf } }, notify: phone }]',
    );
    const given = words.map((word) => (word === 'frame.json' ? join(folder, word) : word));
    const { out } = await vigil('explain', ...given, '--json');
    expect(JSON.parse(out)).toMatchObject({ rules: [{ rule: '가', matched: true }] });
  });

  test('a value that is not given is told as none', async () => {
    const { out } = await vigil('explain', '--stock', '005930');
    expect(out).toContain('✗ direction: up (값 없음 / no value)');
    const { rules } = JSON.parse((await vigil('explain', '--stock', '005930', '--json')).out) as {
      rules: { conditions: unknown[] }[];
    };
    const direction = { word: 'direction', test: 'up', value: 'no value', matched: false };
    expect(rules[0]!.conditions[1]).toEqual(direction);
  });

  test('the time since the VI before it is none until it is given', async () => {
    write('rules.yaml', 'rules: [{ name: 또, when: { since_last: "<= 10m" }, notify: phone }]');
    const seen = async (...more: readonly string[]) =>
      (await vigil('explain', '--stock', '005930', ...more)).out;
    expect(await seen()).toContain('✗ since_last: <= 10m (값 없음 / no value)');
    expect(await seen('--since-last', '7m')).toContain('✓ since_last: <= 10m (7m)');
    expect(await seen('--since-last', '1h1m')).toContain('✗ since_last: <= 10m (1h1m)');
  });

  test('reads a Kiwoom frame, bare copies first', async () => {
    const values = {
      '9001': '005930',
      '302': '삼성전자',
      '9068': '1',
      '1223': '090500',
      '1224': '000000',
      '1238': '10.20',
      '1239': '0.00',
      '9069': '1',
    };
    const row = (item: string) => ({ type: '1h', name: 'VI발동/해제', item, values });
    const frame = { trnm: 'REAL', data: [row('005930_AL'), row('005930')] };
    write('frame.json', JSON.stringify(frame, undefined, 2));
    write(
      'rules.yaml',
      'rules: [{ name: 가, when: { venue: krx, direction: up }, notify: phone }]',
    );
    const { out } = await vigil('explain', '--event', join(folder, 'frame.json'), '--json');
    expect(JSON.parse(out)).toMatchObject({ rules: [{ rule: '가', matched: true }] });
  });

  test('ends with 1 when there is no frame, and with 2 when the rules are broken', async () => {
    expect((await vigil('explain', '--event', join(folder, 'none.json'))).code).toBe(1);
    write('rules.yaml', 'rules: []');
    expect((await vigil('explain', '--stock', '005930')).code).toBe(2);
  });

  test.for([
    [['--stock', '5930']],
    [['--stock', '005930', '--deviation', 'ten']],
    [['--stock', '005930', '--kind', 'statc']],
    [['--stock', '005930', '--time', '25:00']],
    [['--stock', '005930', '--since-last', '7']],
    [[]],
  ])('refuses %o', async ([words]) => {
    await expect(vigil('explain', ...words!)).rejects.toThrow(/./);
  });
});

test('schema prints JSON Schema', async () => {
  expect(JSON.parse((await vigil('schema')).out)).toMatchObject({ title: 'config/rules.yaml' });
  expect(JSON.parse((await vigil('schema', 'vigil')).out)).toMatchObject({
    title: 'config/vigil.yaml',
  });
});
