import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { editWatchlist } from '../../../src/app/watchlist/edit-watchlist.ts';
import { replaceFile } from '../../../src/app/watchlist/replace-file.ts';

const VIGIL = 'channels: { screen: { console: {} } }\n';
const rulesText = (codes: string, channel = 'screen'): string =>
  `# 위\nwatchlists: { 칩: [${codes}] } # 칩\nrules:\n  - { name: 칩, when: { watchlist: 칩 }, notify: [${channel}] }\n`;
const ADD = {
  list: '칩',
  change: 'add',
  stock: { code: '000660', name: 'SK하이닉스' },
} as const;

let folder: string;
const at = (name: string): string => join(folder, name);
const read = (): string => readFileSync(at('rules.yaml'), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-edit-'));
  writeFileSync(at('vigil.yaml'), VIGIL);
  writeFileSync(at('rules.yaml'), rulesText('005930'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the file is changed in place: its mode stays, and nothing lies beside it', async () => {
  chmodSync(at('rules.yaml'), 0o664);
  expect(await editWatchlist(folder, ADD)).toBeUndefined();
  expect(read()).toBe(rulesText('005930, 000660'));
  expect(statSync(at('rules.yaml')).mode & 0o777).toBe(0o664);
  expect(readdirSync(folder).toSorted()).toEqual(['rules.yaml', 'vigil.yaml']);
});

test.runIf(userInfo().uid === 0)('its owner stays', async () => {
  chownSync(at('rules.yaml'), 1234, 1235);
  expect(await editWatchlist(folder, ADD)).toBeUndefined();
  expect(statSync(at('rules.yaml'))).toMatchObject({ uid: 1234, gid: 1235 });
});

test('a link stays a link, and what it leads to is changed', async () => {
  mkdirSync(at('mine'));
  writeFileSync(at('mine/real.yaml'), rulesText('005930'));
  rmSync(at('rules.yaml'));
  symlinkSync('mine/real.yaml', at('rules.yaml'));
  expect(await editWatchlist(folder, ADD)).toBeUndefined();
  expect(lstatSync(at('rules.yaml')).isSymbolicLink()).toBe(true);
  expect(readFileSync(at('mine/real.yaml'), 'utf8')).toBe(rulesText('005930, 000660'));
});

test.each([
  [
    'a fault',
    rulesText('5930'),
    { is: 'faulty', about: expect.stringContaining('cannot be a code') },
  ],
  ['an unknown channel', rulesText('005930', 'fone'), { is: 'faulty' }],
  ['the stock already', rulesText('005930, 000660'), { is: 'listed' }],
])('a file with %s stays as it is', async (_, text, fault) => {
  writeFileSync(at('rules.yaml'), text);
  expect(await editWatchlist(folder, ADD)).toMatchObject(fault);
  expect(read()).toBe(text);
});

test('a read-only file stays as it is', async () => {
  chmodSync(at('rules.yaml'), 0o444);
  expect(await editWatchlist(folder, ADD)).toEqual({
    is: 'unwritable',
    place: `${folder}/rules.yaml`,
    about: 'EACCES',
  });
  expect(read()).toBe(rulesText('005930'));
});

test('what somebody else writes at the last moment stays', async () => {
  const path = at('rules.yaml');
  const isStill = (): boolean => {
    writeFileSync(path, rulesText('035720'));
    return false;
  };
  expect(await replaceFile(path, rulesText('000660'), isStill)).toBe(false);
  expect(read()).toBe(rulesText('035720'));
  expect(readdirSync(folder)).toHaveLength(2);
});
