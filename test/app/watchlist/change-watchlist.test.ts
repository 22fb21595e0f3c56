import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeWatchlist } from '../../../src/app/watchlist/change-watchlist.ts';
import type { WatchChange } from '../../../src/command/watch-change.ts';
import { loadRules } from '../../../src/rules/load-rules.ts';
import { readRulesFiles } from '../../../src/rules/read-rules-files.ts';
import { folderOf, type ConfigFolder } from '../../../src/yaml/config-folder.ts';

const RULES = 'rules:\n  - { name: 하나, when: { watchlist: 칩 }, notify: [phone] } # 그대로\n';
const KAKAO = { code: '035720', name: '카카오' };
const SAMSUNG = { code: '005930', name: '삼성전자' };

function filesOf(folder: ConfigFolder) {
  const [main, ...included] = readRulesFiles(folder).files;
  return [main!, ...included] as const;
}

function change(
  lists: string,
  asked: Pick<WatchChange, 'change' | 'stock'>,
  files: Readonly<Record<string, string>> = {},
) {
  const folder = folderOf({ ...files, 'rules.yaml': `watchlists:\n${lists}${RULES}` });
  expect(loadRules(folder).faults).toEqual([]);
  const changed = changeWatchlist(folder, filesOf(folder), {
    list: '칩',
    ...asked,
  });
  if ('fault' in changed) return changed.fault;
  const { text } = changed;
  // Whatever becomes of the list, the rest of the file stays byte for byte.
  expect(text).toMatch(/^watchlists:\r?\n/);
  expect(text.endsWith(RULES)).toBe(true);
  const after = loadRules(folderOf({ ...files, 'rules.yaml': text }));
  expect(after.faults).toEqual([]);
  const holds = after.set!.watchlistsOf(asked.stock.code, asked.stock.name).has('칩');
  expect(holds).toBe(asked.change === 'add');
  return text.slice('watchlists:\n'.length, -RULES.length);
}

describe('adding', () => {
  test.each([
    ['in brackets', '  칩: [005930, 000660]   # 둘\n', '  칩: [005930, 000660, 035720]   # 둘\n'],
    ['in empty brackets', '  칩: []\n', '  칩: [035720]\n'],
    ['in brackets, behind a last comma', '  칩: [005930,]\n', '  칩: [005930, 035720,]\n'],
    [
      'in brackets over lines',
      '  칩: [\n    005930, # 삼성\n    000660 # 하이닉스\n  ]\n',
      '  칩: [\n    005930, # 삼성\n    000660, 035720 # 하이닉스\n  ]\n',
    ],
    ['in quotes like the neighbour', '  칩: ["005930"]\n', '  칩: ["005930", "035720"]\n'],
    ['in its single quotes', "  칩:\n    - '005930'\n", "  칩:\n    - '005930'\n    - '035720'\n"],
    ['on a line', '  칩:\n    - 005930\n', '  칩:\n    - 005930\n    - 035720\n'],
    ['on a line not indented', '  칩:\n  - 005930\n', '  칩:\n  - 005930\n  - 035720\n'],
    [
      'with the name where the neighbour has one',
      '  칩:\n    - 005930   # 삼성전자\n\n',
      '  칩:\n    - 005930   # 삼성전자\n    - 035720   # 카카오\n\n',
    ],
    [
      'behind a map over lines, before what follows',
      '  칩:\n    - except:\n        - 000660\n\n    # 셋\n  다른: []\n',
      '  칩:\n    - except:\n        - 000660\n    - 035720\n\n    # 셋\n  다른: []\n',
    ],
    ['to nothing', '  칩:\n', '  칩: [035720]\n'],
    ['to nothing but a comment', '  칩: # 아직\n', '  칩: [035720] # 아직\n'],
    ['to a null', '  칩: ~\n', '  칩: [035720]\n'],
    [
      'with Windows line ends',
      '  칩:\r\n    - 005930\r\n',
      '  칩:\r\n    - 005930\r\n    - 035720\r\n',
    ],
    ['in a map of one line', '  칩: [005930]\n', '  칩: [005930, 035720]\n'],
  ])('%s', (_, before, after) => {
    expect(change(before, { change: 'add', stock: KAKAO })).toBe(after);
  });

  test.each(['123456', '0126Z0', '0123E4', '000000', '1E1234'])('%s stays this text', (code) => {
    const stock = { code, name: code };
    expect(change('  칩: [005930]\n', { change: 'add', stock })).toBe(`  칩: [005930, ${code}]\n`);
  });
});

describe('removing', () => {
  test.each([
    ['the first in brackets', '  칩: [005930, 000660] # 둘\n', '  칩: [000660] # 둘\n'],
    ['one between', '  칩: [000660, 005930, 035720]\n', '  칩: [000660, 035720]\n'],
    ['the last', '  칩: [000660, 005930]\n', '  칩: [000660]\n'],
    ['the only one', '  칩: [005930,]\n', '  칩: []\n'],
    ['by its name', '  칩: [000660, 삼성전자]\n', '  칩: [000660]\n'],
    ['wherever it stands', '  칩: [005930, 000660, "삼성전자"]\n', '  칩: [000660]\n'],
    [
      'a line of its own in brackets, not the comments of others',
      '  칩: [\n    000660, # 하이닉스\n    005930 # 삼성\n  ]\n',
      '  칩: [\n    000660, # 하이닉스\n  ]\n',
    ],
    [
      'the last, behind a comment of another',
      '  칩: [000660, # 하이닉스\n    005930]\n',
      '  칩: [000660, # 하이닉스\n    ]\n',
    ],
    [
      'a line with its comment',
      '  칩:\n    # 메모리\n    - 000660\n    - 005930 # 삼성\n    - 035720\n',
      '  칩:\n    # 메모리\n    - 000660\n    - 035720\n',
    ],
    ['the only line', '  칩:\n    - 005930\n  다른: []\n', '  칩:\n  다른: []\n'],
  ])('%s', (_, before, after) => {
    expect(change(before, { change: 'remove', stock: SAMSUNG })).toBe(after);
  });
});

describe('nothing changes when', () => {
  const FILE = { 'lists/ai.txt': '000660\n삼성전자 # 이름\n' };
  test.each([
    [
      'add',
      'it is in the list',
      '  칩: [000660,\n    005930]\n',
      { is: 'listed', place: 'config/rules.yaml:3' },
    ],
    ['add', 'its name is', '  칩: [삼성전자]\n', { is: 'listed' }],
    [
      'add',
      'another list brings it',
      '  칩: [{ list: 둘 }]\n  둘: [005930]\n',
      { is: 'included', about: '둘', place: 'config/rules.yaml:2' },
    ],
    [
      'add',
      'a file brings it',
      '  칩: [{ file: lists/ai.txt }]\n',
      { is: 'included', about: 'lists/ai.txt' },
    ],
    [
      'add',
      'an except takes it out',
      '  칩:\n    - { except: 005930 }\n',
      { is: 'excepted', place: 'config/rules.yaml:3' },
    ],
    ['remove', 'it is not in it', '  칩: [000660]\n', { is: 'not-listed' }],
    [
      'remove',
      'it is out already',
      '  칩: [{ list: 둘 }, { except: 005930 }]\n  둘: [005930]\n',
      { is: 'not-listed' },
    ],
    [
      'remove',
      'another list brings it',
      '  칩: [005930, { list: 둘 }]\n  둘: [005930]\n',
      { is: 'included', about: '둘' },
    ],
    [
      'remove',
      'a file brings it',
      '  칩: [{ file: lists/ai.txt }]\n',
      { is: 'included', about: 'lists/ai.txt' },
    ],
    [
      'remove',
      'its line holds more',
      '  칩:\n    -\n      005930\n',
      { is: 'by-hand', place: 'config/rules.yaml:3' },
    ],
  ] as const)('%s: %s', (asked, _, lists, fault) => {
    expect(change(lists, { change: asked, stock: SAMSUNG }, FILE)).toMatchObject(fault);
  });

  test.each([
    ['add', KAKAO, { is: 'elsewhere', place: 'config/more.yaml:2' }],
    ['remove', SAMSUNG, { is: 'elsewhere', place: 'config/more.yaml:2' }],
    ['add', SAMSUNG, { is: 'listed', place: 'config/more.yaml:2' }],
  ] as const)('it stands in a file that is included: %s %o', (asked, stock, fault) => {
    const folder = folderOf({
      'rules.yaml': `include: [more.yaml]\n${RULES}`,
      'more.yaml': 'watchlists:\n  칩: [005930]\n',
    });
    expect(loadRules(folder).faults).toEqual([]);
    const done = changeWatchlist(folder, filesOf(folder), { list: '칩', change: asked, stock });
    expect(done).toMatchObject({ fault });
  });

  test('it stands in rules.json', () => {
    const rules = [{ name: '하나', when: { watchlist: '칩' }, notify: 'phone' }];
    const folder = folderOf({ 'rules.json': JSON.stringify({ watchlists: { 칩: [] }, rules }) });
    const asked = { list: '칩', change: 'add', stock: SAMSUNG } as const;
    expect(changeWatchlist(folder, filesOf(folder), asked)).toEqual({
      fault: { is: 'elsewhere', place: 'config/rules.json:1' },
    });
  });

  test('a list of an included file brings it', () => {
    const more = { 'more.yaml': 'watchlists: { 둘: [005930] }\n' };
    const folder = folderOf({
      ...more,
      'rules.yaml': `include: [more.yaml]\nwatchlists: { 칩: [{ list: 둘 }] }\n${RULES}`,
    });
    const asked = { list: '칩', change: 'add', stock: SAMSUNG } as const;
    expect(changeWatchlist(folder, filesOf(folder), asked)).toEqual({
      fault: { is: 'included', about: '둘', place: 'config/rules.yaml:2' },
    });
  });

  test('there is no such list', () => {
    const folder = folderOf({ 'rules.yaml': 'watchlists: { 둘: [] }\nrules: []\n' });
    const done = changeWatchlist(folder, filesOf(folder), {
      list: '칩',
      change: 'add',
      stock: KAKAO,
    });
    expect(done).toEqual({ fault: { is: 'no-list', place: 'config/rules.yaml' } });
  });
});

const code = fc
  .integer({ min: 0, max: 999_999 })
  .map((n) => String(n).padStart(6, '0'))
  .filter((text) => text !== KAKAO.code);
const entry = fc.oneof(
  code,
  code.map((text) => `"${text}"`),
  code.map((text) => `'${text}'`),
  fc.constant('{ list: 둘 }'),
  code.map((text) => `{ except: '${text}' }`),
);
const comment = fc.constantFrom('', ' # 메모', '   # [005930], - 000660');
const list = fc.oneof(
  fc.array(entry, { minLength: 1 }).map((all) => ` [${all.join(', ')}]\n`),
  fc
    .array(fc.tuple(entry, comment), { minLength: 1 })
    .map((all) => ` [\n${all.map(([text, note]) => `    ${text},${note}\n`).join('')}  ]\n`),
  fc
    .array(fc.tuple(entry, comment), { minLength: 1 })
    .map((all) => `\n${all.map(([text, note]) => `    - ${text}${note}\n`).join('')}`),
);

const textIn = (changed: ReturnType<typeof change>): string =>
  typeof changed === 'string' ? changed : JSON.stringify(changed);
const bare = (text: string): string => text.replaceAll(/\s+/g, '');

test('what is added and removed again leaves the list as it was', () => {
  fc.assert(
    fc.property(list, (written) => {
      const lists = `  칩:${written}  둘: []\n`;
      const once = change(lists, { change: 'add', stock: KAKAO });
      const again = change(textIn(once), { change: 'remove', stock: KAKAO });
      expect(bare(textIn(again))).toBe(bare(lists));
    }),
    { numRuns: 40 },
  );
});
