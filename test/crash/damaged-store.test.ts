import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backUp } from '../../src/store/backups.ts';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  type Premises,
  type Running,
} from '../helpers/process.ts';

const RENEWED = /저장소가 (손상되어|사라져) 새로 만들었습니다/;
const REPLACED = '실행 중에 저장소 파일이 지워지거나 바뀌어';

// Several starts of the real process, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let premises: Premises;
let bot: Running;

beforeEach(async () => {
  premises = await openPremises();
  bot = await premises.watch();
  await tells('900001', '가나전자');
});
afterEach(() => premises.close());

const store = (): string => join(premises.folder, 'data/vigil.db');

const onPhone = (text: string | RegExp): readonly string[] =>
  premises.telegram
    .shown(ADMIN)
    .map((message) => message.text)
    .filter((shown) => shown.match(text) !== null);

async function tells(code: string, name: string): Promise<void> {
  premises.broker.sendRaw(frameOf(firesNow(code, name)));
  await eventually('the alert', () => onPhone(name).length === 1);
  await eventually('its end', async () =>
    (await premises.ledger()).some((row) => row.stock === code && row.outcome === 'sent'),
  );
}

const stocks = async (): Promise<readonly string[]> =>
  (await premises.ledger()).filter(({ channel }) => channel === 'phone').map(({ stock }) => stock);

const keptAside = (): readonly string[] =>
  readdirSync(join(premises.folder, 'data')).filter((name) =>
    /^vigil\.db\.broken-\d{8}-\d{6}$/.test(name),
  );

async function restart(): Promise<void> {
  bot = await premises.watch();
}

test.each<[string, () => void, number]>([
  [
    'deleted',
    () => ['', '-wal', '-shm'].forEach((end) => rmSync(store() + end, { force: true })),
    0,
  ],
  ['emptied', () => truncateSync(store()), 1],
  ['overwritten', () => writeFileSync(store(), 'no database '.repeat(1_000)), 1],
])(
  'a store that was %s is found at the start, told, and made anew',
  async (_how, damage, aside) => {
    await bot.kill('SIGTERM');
    damage();
    await restart();
    await eventually('the notice', () => onPhone(RENEWED).length === 1);
    expect(keptAside()).toHaveLength(aside);
    await tells('900002', '다라화학');
    expect(await stocks()).toEqual(['900002']);
    expect(onPhone('가나전자')).toHaveLength(1);
  },
);

test('a mute comes back with the copy of the ledger, and what was told is not told again', async () => {
  premises.telegram.say({ chat: ADMIN, from: { id: ADMIN }, text: '/mute 900003 2h' });
  await eventually('the mute', () => onPhone('음소거:').length === 1);
  await backUp(store(), '2026-11-19');
  await bot.kill('SIGTERM');
  writeFileSync(store(), 'no database at all');
  await restart();
  await eventually('the notice', () => onPhone('vigil-2026-11-19.db').length === 1);
  premises.broker.sendRaw(frameOf(firesNow('900003', '마바조선')));
  await tells('900002', '다라화학');
  expect(await stocks()).toEqual(['900001', '900003', '900002']);
  expect(onPhone('가나전자')).toHaveLength(1);
  expect(onPhone('마바조선')).toEqual([]);
});

test('a store of a later version is not touched, and the start says so', async () => {
  await bot.kill('SIGTERM');
  const db = new DatabaseSync(store());
  db.exec(`insert into kysely_migration (name, timestamp) values ('9999-later', '')`);
  db.close();
  const ended = await premises.start(['run']).ended;
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('더 새로운 vigil의 저장소입니다');
  expect(keptAside()).toEqual([]);
});

test('a store that is deleted while it is used is written again with all that was in it', async () => {
  rmSync(store());
  await eventually('the notice', () => onPhone(REPLACED).length === 1);
  expect(existsSync(store())).toBe(true);
  await tells('900002', '다라화학');
  await bot.kill('SIGKILL');
  await restart();
  expect(await stocks()).toEqual(['900001', '900002']);
  expect(onPhone(RENEWED)).toEqual([]);
});
