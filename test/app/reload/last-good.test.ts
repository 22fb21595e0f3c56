import { mkdtemp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLastGood, loadLastGood } from '../../../src/app/reload/last-good.ts';
import { checkConfiguration, type Configuration } from '../../../src/configuration.ts';
import { configFolder } from '../../../src/yaml/config-folder.ts';

let folder: string;
let store: string;
const config = (): string => join(folder, 'config');
const lastGood = (): string => join(folder, 'data/last-good');
const OPTIONS = { channels: ['a'] };

const rulesOf = (name: string): string => `watchlists: { 칩: [{ file: lists/chips.txt }] }
rules: [{ name: ${name}, when: { watchlist: 칩 }, notify: a }]
`;

async function configured(name: string): Promise<Configuration> {
  await writeFile(join(config(), 'rules.yaml'), rulesOf(name));
  return checkConfiguration(configFolder(config()), {});
}
const names = (): readonly string[] | undefined =>
  loadLastGood(store, OPTIONS)?.rules.map((rule) => rule.name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-last-good-'));
  store = join(folder, 'data/vigil.db');
  await mkdir(join(config(), 'lists'), { recursive: true });
  await writeFile(join(config(), 'vigil.yaml'), 'channels: { a: { console: {} } }\n');
  await writeFile(join(config(), 'lists/chips.txt'), '005930\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('rules and lists are kept as they were written, readable by the owner alone', async () => {
  expect(names()).toBeUndefined();
  await keepLastGood(store, (await configured('하나')).files);
  expect(await readFile(join(lastGood(), 'rules.yaml'), 'utf8')).toBe(rulesOf('하나'));
  expect((await stat(join(lastGood(), 'lists/chips.txt'))).mode & 0o777).toBe(0o600);
  await rm(config(), { recursive: true });
  expect(names()).toEqual(['하나']);
});

test('the newest set is kept, and it alone', async () => {
  await keepLastGood(store, (await configured('하나')).files);
  await keepLastGood(store, (await configured('둘')).files);
  expect(names()).toEqual(['둘']);
  await expect(stat(`${lastGood()}.before`)).rejects.toThrow('ENOENT');
});

test('the set before is found when the process died while it was replaced', async () => {
  await keepLastGood(store, (await configured('하나')).files);
  await rename(lastGood(), `${lastGood()}.before`);
  expect(names()).toEqual(['하나']);
  await keepLastGood(store, (await configured('둘')).files);
  expect(names()).toEqual(['둘']);
});

test('a set that does not fit the channels any more is none', async () => {
  await keepLastGood(store, (await configured('하나')).files);
  expect(loadLastGood(store, { channels: ['b'] })).toBeUndefined();
});

test('what the rules include is kept with them', async () => {
  await mkdir(join(config(), 'rules'));
  const more = rulesOf('둘').replace('칩:', '칩2:').replace('watchlist: 칩', 'watchlist: 칩2');
  await writeFile(join(config(), 'rules/more.yaml'), more);
  await writeFile(join(config(), 'rules.yaml'), `include: [rules/more.yaml]\n${rulesOf('하나')}`);
  await keepLastGood(store, checkConfiguration(configFolder(config()), {}).files);
  await rm(config(), { recursive: true });
  expect(names()).toEqual(['하나', '둘']);
});
