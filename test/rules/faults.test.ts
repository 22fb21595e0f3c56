import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRules } from '../../src/rules/load-rules.ts';
import { configFolder, folderOf } from '../../src/yaml/config-folder.ts';
import { printFault } from '../../src/yaml/print-fault.ts';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GOOD = '{ name: 가, when: { all: true }, notify: [phone] }';

const faultsOf = (rules: string, files: Readonly<Record<string, string>> = {}) =>
  loadRules(folderOf({ 'rules.yaml': rules, ...files }), { channels: ['phone', 'desk'] }).faults;

/** A file whose one rule has these conditions; they begin at line 3, column 7. */
const withWhen = (when: string): string =>
  `rules:\n  - { name: 가, notify: phone, when:\n      ${when} }\n`;

/** A file with a good rule of name 가 to which these keys are added, at line 2, column 34. */
const withKeys = (keys: string): string => `rules:\n  - { name: 가, when: {all: true}, ${keys} }\n`;

type Case = readonly [title: string, rules: string, faults: readonly string[]];

const NUMBERS = 'a number test such as 10, ">= 10", "< 5", "!= 1", "3..6"';

const FILE: readonly Case[] = [
  ['an empty file', '', ['1:1 The file is empty']],
  ['a file of one word', 'rules', ['1:1 `rules` cannot stand here (a map)']],
  ['a file that is a list', '- 1', ['1:1 a list cannot stand here (a map)']],
  ['no rules', 'mutes: []', ['1:1 `rules` is missing (a list)']],
  ['an empty list of rules', 'rules: []', ['1:8 an empty list: there is no rule in it']],
  ['rules without a value', 'rules:', ['1:1 nothing cannot stand here (a list)']],
  [
    'a misspelt section',
    `mute: []\nrules: [${GOOD}]`,
    [
      '1:1 `mute`: unknown key of rules.yaml. Did you mean `mutes`? (one of include, watchlists, templates, defaults, rules, mutes)',
    ],
  ],
  [
    'templates that are a list',
    `templates: []\nrules: [${GOOD}]`,
    ['1:12 an empty list cannot stand here (a map)'],
  ],
  ['a rule that is a word', 'rules: [가]', ['1:9 `가` cannot stand here (a map)']],
  ['a tab', 'rules:\n\t- 1', ['2:1 A tab (spaces)']],
  [
    'an alias bomb',
    'a: &a [x, x]\nb: &b [*a, *a]\nrules: [*b]',
    [
      '1:4 An anchor is not read here (the value alone)',
      '2:4 An anchor is not read here (the value alone)',
      '2:8 An alias is not read here (the value itself, written out; a text that begins with * in quotes: "*스팩*")',
      '2:12 An alias is not read here (the value itself, written out; a text that begins with * in quotes: "*스팩*")',
      '3:9 An alias is not read here (the value itself, written out; a text that begins with * in quotes: "*스팩*")',
    ],
  ],
  [
    'half of a file',
    'rules:\n  - { name: 가, when: { all: tr',
    ['2:22 This { is not closed (its })'],
  ],
];

const RULES: readonly Case[] = [
  [
    'a rule without when',
    'rules: [{ name: 가, notify: phone }]',
    ['1:9 `when` is missing (a map)'],
  ],
  [
    'an empty when',
    withWhen('{}'),
    ['3:7 An empty map tests nothing; a rule for every event says `all: true`'],
  ],
  [
    'a when without a value',
    'rules: [{ name: 가, notify: phone, when: }]',
    ['1:35 nothing cannot stand here (a map)'],
  ],
  [
    'a rule without a name',
    'rules: [{ when: {all: true}, notify: phone }]',
    ['1:9 `name` is missing (a text)'],
  ],
  [
    'an empty name',
    'rules: [{ name: " ", when: {all: true}, notify: phone }]',
    ['1:17 ``: a rule needs a name'],
  ],
  [
    'a number as a name',
    'rules: [{ name: 1, when: {all: true}, notify: phone }]',
    ['1:17 `1` cannot stand here (a text in quotes)'],
  ],
  [
    'two rules of one name',
    `rules:\n  - ${GOOD}\n  - ${GOOD}`,
    ['3:13 Another rule is called `가` too: config/rules.yaml:2'],
  ],
  [
    'no channel',
    'rules: [{ name: 가, when: {all: true} }]',
    ['1:9 `notify` is missing (names of channels, here or under defaults)'],
  ],
  [
    'an unknown channel',
    withKeys('notify: [fone]'),
    ['2:44 `fone`: unknown channel. Did you mean `phone`? (one of phone, desk)'],
  ],
  ['a channel twice', withKeys('notify: [phone, desk, phone]'), ['2:43 `phone` stands here twice']],
  ['an empty notify', withKeys('notify: []'), ['2:43 an empty list: write at least one']],
  [
    'an unknown key',
    withKeys('notify: phone, colldown: 10m'),
    [
      '2:50 `colldown`: unknown key of a rule. Did you mean `cooldown`? (one of name, when, notify, enabled, priority, cooldown, limit, on_release, template, note, expires)',
    ],
  ],
  [
    'a bad priority',
    withKeys('notify: phone, priority: hihg'),
    ['2:60 `hihg`: unknown priority. Did you mean `high`? (one of high, normal, low)'],
  ],
  [
    'a cooldown in minutes of Korean',
    withKeys('notify: phone, cooldown: 10분'),
    ['2:60 `10분` is no time of rest (10m, 1h or until-close)'],
  ],
  [
    'a bare number as a cooldown',
    withKeys('notify: phone, cooldown: 10'),
    ['2:60 `10` is no time of rest (10m, 1h or until-close)'],
  ],
  [
    'a limit without a time',
    withKeys('notify: phone, limit: "5"'),
    ['2:57 `5` is no rate (a number in a time, such as 5/10m)'],
  ],
  [
    'a limit of nothing',
    withKeys('notify: phone, limit: 0/10m'),
    ['2:57 `0/10m` is no rate (a number in a time, such as 5/10m)'],
  ],
  [
    'a bad on_release',
    withKeys('notify: phone, on_release: edti'),
    ['2:62 `edti`: unknown on_release. Did you mean `edit`? (one of edit, reply, silent, none)'],
  ],
  [
    'an unknown template',
    withKeys('notify: phone, template: short'),
    ['2:60 `short`: unknown template'],
  ],
  [
    'a day that is none',
    withKeys('notify: phone, expires: 2026-02-30'),
    ['2:59 `2026-02-30` is no date (a day such as 2026-12-31)'],
  ],
  [
    'enabled by a word',
    withKeys('notify: phone, enabled: no'),
    ['2:59 `no` cannot stand here (true or false)'],
  ],
  ['a key twice', withKeys('notify: phone, notify: desk'), ['2:50 `notify` stands here twice']],
  [
    'conditions without their when',
    'rules: [{ name: 가, direction: up, notify: phone }]\nmutes: [{ time: 11:30-12:30 }]',
    [
      '1:9 `when` is missing (a map)',
      '1:20 `direction` belongs under `when`',
      '2:9 `when` is missing (a map)',
      '2:11 `time` belongs under `when`',
    ],
  ],
  [
    'an action under when',
    withWhen('{ count: 1, cooldown: 10m }'),
    ['3:19 `cooldown` belongs beside the `when` of a rule'],
  ],
  [
    'a condition in the defaults',
    `defaults: { when: { count: 1 } }\nrules: [${GOOD}]`,
    [
      '1:13 `when`: unknown key of defaults (one of notify, enabled, priority, cooldown, limit, on_release, template, note, expires)',
    ],
  ],
  [
    'a broken default, told once',
    'defaults: { notify: fone }\nrules: [{ name: 가, when: {all: true} }, { name: 나, when: {all: true} }]',
    ['1:21 `fone`: unknown channel. Did you mean `phone`? (one of phone, desk)'],
  ],
  [
    'a mute without when',
    `rules: [${GOOD}]\nmutes: [{ reason: 점심 }]`,
    ['2:9 `when` is missing (a map)'],
  ],
  [
    'a mute with a channel',
    `rules: [${GOOD}]\nmutes: [{ when: {all: true}, notify: phone }]`,
    ['2:30 `notify`: unknown key of a mute (one of when, reason, expires)'],
  ],
];

const CONDITIONS: readonly Case[] = [
  [
    'a misspelt word',
    withWhen('{ count: 1, dirction: up }'),
    [
      '3:19 `dirction`: unknown condition. Did you mean `direction`? (one of stock, watchlist, name, event, kind, direction, deviation, deviation.static, deviation.dynamic, change, count, since_last, price, volume, turnover, market, venue, type, time, session, any, all, not)',
    ],
  ],
  [
    'an unknown direction',
    withWhen('{ direction: upp }'),
    ['3:20 `upp`: unknown direction. Did you mean `up`? (one of up, down)'],
  ],
  [
    'a number where a word is wanted',
    withWhen('{ kind: 1 }'),
    ['3:15 `1` cannot stand here (one of static, dynamic, both or a list)'],
  ],
  [
    'one bad word of a list',
    withWhen('{ type: [etf, ent, 5] }'),
    [
      '3:21 `ent`: unknown type. Did you mean `etn`? (one of stock, etf, etn, reit, spac, preferred)',
      '3:26 `5` cannot stand here (one of stock, etf, etn, reit, spac, preferred)',
    ],
  ],
  [
    'an empty list of words',
    withWhen('{ market: [] }'),
    ['3:17 an empty list: write at least one'],
  ],
  [
    'a word without a value',
    withWhen('{ market: }'),
    ['3:9 nothing cannot stand here (one of kospi, kosdaq or a list)'],
  ],
  [
    'an unknown list',
    withWhen('{ watchlist: 반도채 }').replace('rules:', 'watchlists: {반도체: [005930]}\nrules:'),
    ['4:20 `반도채`: unknown watchlist. Did you mean `반도체`? (one of 반도체)'],
  ],
  [
    'a short code',
    withWhen('{ stock: 5930 }'),
    [
      '3:16 `5930` cannot be a code. Did you mean `005930`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'a copy of a code',
    withWhen('{ stock: [005930_AL, A005930] }'),
    [
      '3:17 `005930_AL` cannot be a code. Did you mean `005930`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
      '3:28 `A005930` cannot be a code. Did you mean `005930`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'a code in small letters',
    withWhen('{ stock: 0126z0 }'),
    [
      '3:16 `0126z0` cannot be a code. Did you mean `0126Z0`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'a long code',
    withWhen('{ stock: 0059300 }'),
    [
      '3:16 `0059300` cannot be a code (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'a code with its name',
    withWhen('{ stock: 005930 삼성전자 }'),
    [
      '3:16 `005930 삼성전자` cannot be a code. Did you mean `005930`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'two codes in one text',
    withWhen('{ stock: "005930,000660" }'),
    [
      '3:16 `005930,000660` cannot be a code. Did you mean `005930`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'a code in digits as wide as Hangul',
    withWhen('{ stock: ００５９３０ }'),
    [
      '3:16 `００５９３０` cannot be a code. Did you mean `005930`? (a code of six characters, 005930 or 0126Z0, or an exact name)',
    ],
  ],
  [
    'a decimal as a code',
    withWhen('{ stock: 5.5 }'),
    ['3:16 `5.5` cannot stand here (a text or a whole number or a list in quotes)'],
  ],
  ['.nan', withWhen('{ count: .nan }'), [`3:16 \`.nan\` is no number test here (${NUMBERS})`]],
  ['an empty range', withWhen('{ count: 6..3 }'), [`3:16 \`6..3\` is an empty range (${NUMBERS})`]],
  [
    'half a range',
    withWhen('{ count: 6.. }'),
    [`3:16 \`6..\` is no number test here (${NUMBERS})`],
  ],
  [
    'two signs',
    withWhen('{ count: ">= <= 5" }'),
    [`3:16 \`>= <= 5\` is no number test here (${NUMBERS})`],
  ],
  [
    'a number with an E',
    withWhen('{ count: 1e3 }'),
    [`3:16 \`1e3\` is no number test here (${NUMBERS})`],
  ],
  [
    'won for a count',
    withWhen('{ count: 3원 }'),
    [`3:16 \`3원\` is no number test here (${NUMBERS})`],
  ],
  [
    '억 for a percentage',
    withWhen('{ deviation: 1억 }'),
    [
      '3:20 `1억` is no number test here (a number test such as 10, ">= 10%", "< 5", "!= 1", "3..6%")',
    ],
  ],
  [
    'a number for a time',
    withWhen('{ since_last: 10 }'),
    ['3:21 `10` is no number test here (a test of a time such as "<= 10m", "> 1h", "5m..30m")'],
  ],
  [
    'a span of time that holds nothing',
    withWhen('{ since_last: 1h..30m }'),
    ['3:21 `1h..30m` is an empty range (a test of a time such as "<= 10m", "> 1h", "5m..30m")'],
  ],
  [
    'percent for won',
    withWhen('{ turnover: ">= 10%" }'),
    [
      '3:19 `>= 10%` is no number test here (a number test such as 10, ">= 10원", "< 5", "!= 1", "3..6원", "1억 5000만원")',
    ],
  ],
  [
    'a comma without quotes',
    withWhen('{ price: [67,000] }'),
    [
      '3:20 `000` is no number test here (a number test such as 10, ">= 10원", "< 5", "!= 1", "3..6원", "1억 5000만원")',
    ],
  ],
  [
    'a map for a number',
    withWhen('{ count: {} }'),
    ['3:16 a map cannot stand here (a number or a text or a list)'],
  ],
  [
    'a time alone',
    withWhen('{ time: 09:00 }'),
    ['3:15 `09:00` is no window of time (a window such as "09:00-09:30")'],
  ],
  [
    'a time that is none',
    withWhen('{ time: 09:00-25:00 }'),
    ['3:15 `09:00-25:00` is no window of time (a window such as "09:00-09:30")'],
  ],
  [
    'an unknown session',
    withWhen('{ session: openning }'),
    [
      '3:18 `openning`: unknown session. Did you mean `opening`? (one of nxt-pre, opening, regular, closing, after, or a span such as open+5m..close-10m)',
    ],
  ],
  [
    'a bad span',
    withWhen('{ session: open+5..close }'),
    [
      '3:18 `open+5..close`: unknown session (one of nxt-pre, opening, regular, closing, after, or a span such as open+5m..close-10m)',
    ],
  ],
  [
    'all: false',
    withWhen('{ all: false }'),
    ['3:14 `false` cannot stand here (one of true or a map or a list)'],
  ],
  [
    'an empty group',
    withWhen('{ not: {} }'),
    ['3:14 An empty map tests nothing; a rule for every event says `all: true`'],
  ],
  ['no group', withWhen('{ any: [] }'), ['3:14 an empty list: write at least one group']],
  [
    'a fault deep inside',
    withWhen('{ any: [{ count: 1 }, { not: [{ all: { knd: static } }] }] }'),
    [
      '3:46 `knd`: unknown condition. Did you mean `kind`? (one of stock, watchlist, name, event, kind, direction, deviation, deviation.static, deviation.dynamic, change, count, since_last, price, volume, turnover, market, venue, type, time, session, any, all, not)',
    ],
  ],
];

const LISTS: readonly Case[] = [
  [
    'a list that is a word',
    `watchlists: { 가: 005930 }\nrules: [${GOOD}]`,
    ['1:18 `005930` cannot stand here (a list)'],
  ],
  [
    'an entry of another kind',
    `watchlists: { 가: [{ lst: 나 }] }\nrules: [${GOOD}]`,
    ['1:21 `lst`: unknown entry of a watchlist. Did you mean `list`? (one of list, file, except)'],
  ],
  [
    'an entry with two keys',
    `watchlists: { 가: [{ list: 나, file: x }], 나: [] }\nrules: [${GOOD}]`,
    ['1:19 An entry has exactly one key'],
  ],
  [
    'an unknown list',
    `watchlists: { 반도체: [{ list: 반도채 }] }\nrules: [${GOOD}]`,
    ['1:29 `반도채`: unknown watchlist. Did you mean `반도체`? (one of 반도체)'],
  ],
  [
    'a list that includes itself',
    `watchlists: { 가: [{ list: 가 }] }\nrules: [${GOOD}]`,
    ['1:27 `가` includes itself: 가 > 가'],
  ],
  [
    'lists that include each other',
    `watchlists:\n  가: [{ list: 나 }]\n  나: [005930, { except: { list: 가 } }]\nrules: [${GOOD}]`,
    ['2:15 `가` includes itself: 가 > 나 > 가', '3:25 `나` includes itself: 나 > 가 > 나'],
  ],
  [
    'a file that is not there',
    `watchlists: { 가: [{ file: 없음.txt }] }\nrules: [${GOOD}]`,
    ['1:27 `없음.txt`: there is no such file'],
  ],
];

test.for([...FILE, ...RULES, ...CONDITIONS, ...LISTS])('%s', ([, rules, faults]) => {
  const found = faultsOf(rules).map(
    ({ line, column, message, expected }) =>
      `${line}:${column} ${message}${expected === undefined ? '' : ` (${expected})`}`,
  );
  expect(found).toEqual(faults);
});

test('a fault is printed with its line, a caret under its place and what was expected', () => {
  const [fault] = faultsOf(
    'rules:\n  - name: 가\n    when: { name: "*스팩*", kind: statc }\n    notify: phone',
  );
  // Hangul is two cells wide.
  expect(printFault(fault!).split('\n')).toEqual([
    'config/rules.yaml:3:33: `statc`: unknown kind. Did you mean `static`?',
    '  3 |     when: { name: "*스팩*", kind: statc }',
    `    | ${' '.repeat(34)}^`,
    '  expected one of static, dynamic, both',
  ]);
});

test('a secret is refused in the rules and what they include, and not printed', () => {
  const token = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';
  const faults = faultsOf(
    `include: [more.yaml]\n# ${token}\nrules:\n  - { name: 가, when: { all: true }, notify: phone, note: "${token}" }\n`,
    { 'more.yaml': 'templates: { token: "xoxb-hush-hush-123" }\n' },
  );
  expect(faults.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
    'config/rules.yaml:4:58',
    'config/more.yaml:1:21',
  ]);
  const printed = faults.map(printFault).join('\n');
  expect(printed).toContain('A secret does not belong into a YAML file');
  expect(printed).not.toMatch(/AAHd|hush/);
});

test('every fault of the file comes at once, in its order', () => {
  const lines = faultsOf(`
watchlists: { 가: [5930] }
defaults: { priority: top }
rules:
  - { name: 가, when: { count: x }, notify: nobody }
  - { name: 가, when: { count: 1 }, limit: 3 }
mutes: [{ when: {} }]
mute: 1
`).map(({ line, message }) => `${line} ${message}`);
  expect(lines).toEqual([
    '2 `5930` cannot be a code. Did you mean `005930`?',
    '3 `top`: unknown priority',
    '5 `x` is no number test here',
    '5 `nobody`: unknown channel',
    '6 Another rule is called `가` too: config/rules.yaml:5',
    '6 `3` is no rate',
    '7 An empty map tests nothing; a rule for every event says `all: true`',
    '8 `mute`: unknown key of rules.yaml. Did you mean `mutes`?',
  ]);
});

test('a first file may have no rules', () => {
  const loaded = loadRules(folderOf({ 'rules.yaml': 'rules: []' }), { mayBeEmpty: true });
  expect(loaded.faults).toEqual([]);
  expect(loaded.set?.rules).toEqual([]);
});

test('a bad line of a list file is a fault of that file', () => {
  const rules = `watchlists: { 가: [{ file: ai.txt }] }\nrules: [${GOOD}]`;
  expect(faultsOf(rules, { 'ai.txt': '005930\r\n# x\n5930 # 삼성전자\n' })).toMatchObject([
    { file: 'config/ai.txt', line: 3, column: 1, near: '005930', source: '5930 # 삼성전자' },
  ]);
});

test('only files below the folder are read, wherever links lead', () => {
  const root = mkdtempSync(join(tmpdir(), 'vigil-config-'));
  const config = join(root, 'config');
  mkdirSync(join(config, 'lists'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), '000270\n');
  writeFileSync(join(config, 'lists', 'ai.txt'), '005930\n');
  symlinkSync(join(root, 'secret.txt'), join(config, 'link.txt'));
  symlinkSync(join(config, 'lists', 'ai.txt'), join(config, 'inner.txt'));
  const load = (file: string) => {
    writeFileSync(
      join(config, 'rules.yaml'),
      `watchlists: { 가: [{ file: ${file} }] }\nrules: [{ name: 가, when: { watchlist: 가 }, notify: x }]`,
    );
    return loadRules(configFolder(config));
  };
  const outside = 'it lies outside the configuration folder';
  try {
    for (const file of [
      '../secret.txt',
      join(root, 'secret.txt'),
      'link.txt',
      'lists/../../secret.txt',
    ]) {
      expect(load(file).faults.map(({ message }) => message)).toEqual([`\`${file}\`: ${outside}`]);
    }
    expect(load('lists').faults.map(({ message }) => message)).toEqual(['`lists`: not a file']);
    for (const file of ['lists/ai.txt', 'inner.txt', 'lists/../lists/ai.txt']) {
      expect([...load(file).set!.watchlistsOf('005930', undefined)]).toEqual(['가']);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('any prefix of a file, and any file of its pieces, is loaded or refused, never thrown', () => {
  const pieces = [
    'rules',
    'name',
    'when',
    'any',
    'not',
    'all',
    'true',
    'count',
    '">= 1"',
    'watchlists',
    'list',
    'except',
    ':',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '가',
    '005930',
    '~',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((tail) => `rules: [{ name: 가, notify: x, when: ${tail}`),
      ),
      (rules) => {
        const { faults, set } = loadRules(folderOf({ 'rules.yaml': rules }));
        expect(faults.length === 0).toBe(set !== undefined);
        for (const fault of faults) expect(printFault(fault)).toContain(fault.message);
      },
    ),
    { numRuns: 1500 },
  );
});
