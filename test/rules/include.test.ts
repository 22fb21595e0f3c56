import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { namesIn } from '../../src/cli/schema.ts';
import { loadRules } from '../../src/rules/load-rules.ts';
import { configFolder, folderOf } from '../../src/yaml/config-folder.ts';
import { viEvent } from '../helpers/vi-event.ts';

type Files = Readonly<Record<string, string>>;

const ruleOf = (name: string, more = 'notify: phone'): string =>
  `{ name: ${name}, when: { count: 1 }, ${more} }`;
const MORE = `rules: [${ruleOf('둘')}]`;

const load = (files: Files) =>
  loadRules(folderOf(files), { channels: ['phone', 'desk'], today: '2026-11-20' });

const faultsOf = (files: Files): readonly string[] =>
  load(files).faults.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );

describe('files that rules.yaml includes', () => {
  test('are one set with it', () => {
    const { set, faults, warnings } = load({
      'rules.yaml': `include: [rules/a.yaml, rules/b.yaml]\nrules: [${ruleOf('하나')}]\nmutes: [{ when: { count: 9 } }]`,
      'rules/a.yaml': `rules: [${ruleOf('둘')}, ${ruleOf('셋')}]\nmutes: [{ when: { count: 8 } }]`,
      'rules/b.yaml': `rules: [${ruleOf('넷')}]`,
    });
    expect(faults).toEqual([]);
    expect(set!.rules.map(({ name }) => name)).toEqual(['하나', '둘', '셋', '넷']);
    expect(set!.standingMutes.map(({ index, text }) => [index, text])).toEqual([
      [1, 'count: 9'],
      [2, 'count: 8'],
    ]);
    expect(set!.match(viEvent({ count: 1 }))).toHaveLength(4);
    // Twins are told where they stand.
    expect(warnings.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'config/rules/a.yaml `둘` has the same `when` as `하나`',
      'config/rules/a.yaml `셋` has the same `when` as `하나`',
      'config/rules/b.yaml `넷` has the same `when` as `하나`',
    ]);
  });

  test('may hold all the rules, or none', () => {
    const lists = 'watchlists: { 칩: [005930] }';
    const { set, faults } = load({
      'rules.yaml': 'include: [lists.yaml, a.yaml]',
      'lists.yaml': lists,
      'a.yaml': `rules: [{ name: 칩, when: { watchlist: 칩 }, notify: phone }]`,
    });
    expect(faults).toEqual([]);
    expect(set!.rules).toHaveLength(1);
  });

  test('have defaults of their own', () => {
    const { set } = load({
      'rules.yaml': `include: [a.yaml]\ndefaults: { notify: phone, priority: high }\nrules: [${ruleOf('하나', 'note: x')}]`,
      'a.yaml': `defaults: { notify: desk }\nrules: [${ruleOf('둘', 'note: x')}]`,
    });
    expect(set!.rules.map(({ notify, priority }) => [notify, priority])).toEqual([
      [['phone'], 'high'],
      [['desk'], 'normal'],
    ]);
  });

  test('share lists and templates, whichever file they stand in', () => {
    const { set, faults, warnings } = load({
      'rules.yaml': `include: [a.yaml]
watchlists: { 칩: [005930] }
templates: { 짧게: "{name}" }
rules: [{ name: 하나, when: { watchlist: 모두 }, notify: phone, template: 길게 }]`,
      'a.yaml': `watchlists: { 모두: [{ list: 칩 }, 000660] }
templates: { 길게: "{name} {count}" }
rules: [{ name: 둘, when: { watchlist: 칩 }, notify: phone, template: 짧게 }]`,
    });
    expect([...faults, ...warnings]).toEqual([]);
    expect([...set!.watchlistsOf('005930', undefined)]).toEqual(['칩', '모두']);
    expect(set!.rules.map(({ template }) => template)).toEqual(['{name} {count}', '{name}']);
  });

  test('give an editor their names too', () => {
    const folder = folderOf({
      'rules.yaml': 'include: [a.yaml]',
      'a.yaml': `watchlists: { 칩: [] }\ntemplates: { 짧게: "{name}" }\n${MORE}`,
    });
    expect(namesIn(folder)).toMatchObject({ rules: ['둘'], lists: ['칩'], templates: ['짧게'] });
  });
});

const MAIN = `include: [a.yaml]\nrules: [${ruleOf('하나')}]`;

test.for<readonly [title: string, files: Files, faults: readonly string[]]>([
  [
    'no such file',
    { 'rules.yaml': `include:\n  - a.yaml\n${MORE}` },
    ['config/rules.yaml:2:5 `a.yaml`: there is no such file'],
  ],
  [
    'a file twice',
    { 'rules.yaml': 'include: [a.yaml, a.yaml]', 'a.yaml': MORE },
    ['config/rules.yaml:1:19 `a.yaml` stands here twice'],
  ],
  ...['../a.yaml', '/etc/a.yaml', './a.yaml', 'x/../a.yaml', 'x//a.yaml', '..', '.', ''].map(
    (path) =>
      [
        `the path "${path}"`,
        { 'rules.yaml': `include: ["${path}"]`, 'a.yaml': MORE },
        [`config/rules.yaml:1:11 \`${path}\` is no path below this folder`],
      ] as const,
  ),
  [
    'more files than may be',
    {
      'rules.yaml': `include: [${Array.from({ length: 101 }, (_, n) => `${n}.yaml`).join(', ')}]`,
    },
    ['config/rules.yaml:1:10 a list: more than 100 files'],
  ],
  [
    'no list',
    { 'rules.yaml': 'include: a.yaml' },
    ['config/rules.yaml:1:10 `a.yaml` cannot stand here'],
  ],
  [
    'an include in an included file',
    { 'rules.yaml': MAIN, 'a.yaml': `${MORE}\ninclude: [b.yaml]` },
    ['config/a.yaml:2:1 `include` belongs in rules.yaml; what is included includes nothing itself'],
  ],
  [
    'no rule anywhere',
    { 'rules.yaml': 'include: [a.yaml]', 'a.yaml': 'mutes: []' },
    ['config/rules.yaml:1:10 There is no rule in any of these files'],
  ],
  [
    'no files and no rules',
    { 'rules.yaml': 'include: []' },
    ['config/rules.yaml:1:10 There is no rule in any of these files'],
  ],
  [
    'an empty list of rules in it',
    { 'rules.yaml': MAIN, 'a.yaml': 'rules: []' },
    ['config/a.yaml:1:8 an empty list: there is no rule in it'],
  ],
  [
    'an unknown key in it',
    { 'rules.yaml': MAIN, 'a.yaml': `ruls: []\n${MORE}` },
    ['config/a.yaml:1:1 `ruls`: unknown key of a file of rules. Did you mean `rules`?'],
  ],
  [
    'an empty file, and what is wrong in the others',
    { 'rules.yaml': `${MAIN}\nmute: 1`, 'a.yaml': '' },
    [
      'config/rules.yaml:3:1 `mute`: unknown key of rules.yaml. Did you mean `mutes`?',
      'config/a.yaml:1:1 The file is empty',
    ],
  ],
  [
    'a broken file, which may hold the names that the others lack',
    {
      'rules.yaml': `include: [a.yaml]
watchlists: { 모두: [{ list: 칩 }] }
rules: [{ name: 하나, when: { watchlist: 칩 }, notify: phone, template: 짧게 }]`,
      'a.yaml': 'watchlists: { 칩: [005930]',
    },
    ['config/a.yaml:1:13 This { is not closed'],
  ],
  [
    'a rule of the same name',
    { 'rules.yaml': MAIN, 'a.yaml': `# x\nrules:\n  - ${ruleOf('" 하나"')}` },
    ['config/a.yaml:3:13 Another rule is called `하나` too: config/rules.yaml:2'],
  ],
  [
    'a list of the same name',
    {
      'rules.yaml': `${MAIN}\nwatchlists:\n  칩:\n    - 005930`,
      'a.yaml': `${MORE}\nwatchlists: { 칩: [] }`,
    },
    ['config/a.yaml:2:15 Another watchlist is called `칩` too: config/rules.yaml:4'],
  ],
  [
    'a template of the same name',
    {
      'rules.yaml': `${MAIN}\ntemplates: { 짧게: "{name}" }`,
      'a.yaml': `${MORE}\ntemplates: { 짧게: "{name}" }`,
    },
    ['config/a.yaml:2:14 Another template is called `짧게` too: config/rules.yaml:3'],
  ],
  [
    'lists that include each other over files',
    {
      'rules.yaml': `${MAIN}\nwatchlists: { 가: [{ list: 나 }] }`,
      'a.yaml': `${MORE}\nwatchlists: { 나: [{ list: 가 }] }`,
    },
    [
      'config/rules.yaml:3:27 `가` includes itself: 가 > 나 > 가',
      'config/a.yaml:2:27 `나` includes itself: 나 > 가 > 나',
    ],
  ],
  [
    'more lists than may be, over files',
    {
      'rules.yaml': MAIN,
      'a.yaml': `${MORE}\nwatchlists:\n${Array.from({ length: 1001 }, (_, n) => `  l${n}: []\n`).join('')}`,
    },
    ['config/a.yaml:3:3 More than 1000 watchlists'],
  ],
  [
    'faults of all files, in their order',
    {
      'rules.yaml': `include: [b.yaml, a.yaml]\nrules: [${ruleOf('하나', 'notify: fone')}]`,
      'a.yaml': `defaults: { priority: top }\nrules: [${ruleOf('둘', 'notfy: phone')}]`,
      'b.yaml': `rules:\n  - ${ruleOf('셋', 'template: 길게, notify: phone')}\nmutes: [{ when: {} }]`,
    },
    [
      'config/rules.yaml:2:49 `fone`: unknown channel. Did you mean `phone`?',
      'config/b.yaml:2:46 `길게`: unknown template',
      'config/b.yaml:3:17 An empty map tests nothing; a rule for every event says `all: true`',
      'config/a.yaml:1:23 `top`: unknown priority',
      'config/a.yaml:2:40 `notfy`: unknown key of a rule. Did you mean `notify`?',
    ],
  ],
])('%s is told where it stands', ([, files, faults]) => {
  expect(faultsOf(files)).toEqual(faults);
});

describe('rules in JSON', () => {
  const json = (value: unknown): string => JSON.stringify(value, undefined, '\t');
  const RULE = { name: '둘', when: { stock: '005930', deviation: '>= 10' }, notify: ['phone'] };

  test('are included as any others', () => {
    const { set, faults } = load({
      'rules.yaml': MAIN.replace('a.yaml', 'a.json'),
      'a.json': json({ watchlists: { 칩: ['005930'] }, rules: [RULE] }),
    });
    expect(faults).toEqual([]);
    expect(set!.rules.map(({ name }) => name)).toEqual(['하나', '둘']);
    expect(set!.match(viEvent({ count: 2 })).map(({ name }) => name)).toEqual(['둘']);
  });

  test('stand in rules.json where there is no rules.yaml, and may include others', () => {
    const { set, faults } = load({
      'rules.json': json({ include: ['a.yaml'], rules: [{ ...RULE, name: '하나' }] }),
      'a.yaml': MORE,
    });
    expect(faults).toEqual([]);
    expect(set!.rules.map(({ name }) => name)).toEqual(['하나', '둘']);
  });

  test.for(['', 'include: [rules.json]\n'])(
    'in rules.json beside rules.yaml are a fault: %s',
    (include) => {
      const files = { 'rules.json': json({ rules: [RULE] }), 'rules.yaml': `${include}${MORE}` };
      expect(faultsOf(files)[0]).toBe('config/rules.yaml:1:1 rules.json lies beside this file');
    },
  );

  test.for<readonly [title: string, rules: unknown, fault: string]>([
    [
      'an unknown key',
      { ...RULE, notfy: 1 },
      '12:4 `notfy`: unknown key of a rule. Did you mean `notify`?',
    ],
    [
      'an unknown channel',
      { ...RULE, notify: ['fone'] },
      '10:5 `fone`: unknown channel. Did you mean `phone`?',
    ],
    [
      'a number for a code',
      { ...RULE, when: { stock: 5930 } },
      '6:14 `5930` cannot be a code. Did you mean `005930`?',
    ],
    ['no name', { when: { count: 1 }, notify: 'phone' }, '3:3 `name` is missing'],
  ])('%s is told where it stands', ([, rule, fault]) => {
    const files = { 'rules.yaml': 'include: [a.json]', 'a.json': json({ rules: [rule] }) };
    expect(faultsOf(files)).toEqual([`config/a.json:${fault}`]);
  });

  test('the last key of two does not win in silence', () => {
    const twice = `{"rules": [${JSON.stringify(RULE)}],\n"rules": []}`;
    expect(faultsOf({ 'rules.yaml': 'include: [a.json]', 'a.json': twice })).toEqual([
      'config/a.json:2:1 `rules` stands here twice',
    ]);
  });
});

test('only files below the folder are included, wherever links lead', () => {
  const root = mkdtempSync(join(tmpdir(), 'vigil-include-'));
  const config = join(root, 'config');
  mkdirSync(join(config, 'rules'), { recursive: true });
  writeFileSync(join(root, 'secret.yaml'), MORE);
  writeFileSync(join(config, 'rules/a.yaml'), MORE);
  symlinkSync(join(root, 'secret.yaml'), join(config, 'link.yaml'));
  symlinkSync(root, join(config, 'up'));
  symlinkSync('rules/a.yaml', join(config, 'inner.yaml'));
  const including = (path: string) => {
    writeFileSync(join(config, 'rules.yaml'), `include: [${path}]`);
    return loadRules(configFolder(config));
  };
  try {
    for (const path of ['link.yaml', 'up/secret.yaml', 'up/config/../secret.yaml']) {
      const { faults, set } = including(path);
      expect(set).toBeUndefined();
      expect(faults).toHaveLength(1);
      expect(faults[0]!.message).toMatch(/outside the configuration folder|no path below/);
      expect(JSON.stringify(faults)).not.toContain('둘');
    }
    expect(including('rules').faults[0]?.message).toBe('`rules`: not a file');
    for (const path of ['rules/a.yaml', 'inner.yaml', 'up/config/rules/a.yaml']) {
      expect(including(path).set?.rules).toHaveLength(1);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
