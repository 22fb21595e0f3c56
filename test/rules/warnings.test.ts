import { describe, expect, test } from 'vitest';
import { loadRules, type RulesOptions } from '../../src/rules/load-rules.ts';
import type { Stock } from '../../src/vi/stock.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';

const loaded = (rules: string, options: RulesOptions = {}) =>
  loadRules(
    folderOf({ 'rules.yaml': rules, 'none.txt': '# 아직 없음\n', 'one.txt': '005930\n' }),
    options,
  );

describe('a warning', () => {
  const stock = (code: string, name: string): [string, Stock] => [
    code,
    { code, name, market: 'kospi', type: 'stock', nxt: true },
  ];
  const options = {
    today: '2026-11-20',
    withoutAlerts: ['desk'],
    stocks: new Map([stock('005930', '삼성전자'), stock('000660', 'SK하이닉스')]),
  };
  const RULE = 'rules: [{ name: 가, when: { all: true }, notify: x }]';

  test.for<[title: string, rules: string, warnings: readonly string[]]>([
    ['nothing', RULE, []],
    [
      'an empty list',
      'watchlists: { 목록: [] }\nrules: [{ name: 가, when: { watchlist: 목록 }, notify: x }]',
      ['1:15 `목록` is empty'],
    ],
    [
      'a list that only takes out',
      'watchlists: { 목록: [{ except: 005930 }] }\nrules: [{ name: 가, when: { watchlist: 목록 }, notify: x }]',
      ['1:15 `목록` is empty'],
    ],
    [
      'a list of lists and files of which none holds a stock',
      'watchlists: { 목록: [{ list: 안 }], 안: [{ file: none.txt }] }\nrules: [{ name: 가, when: { watchlist: 목록 }, notify: x }]',
      ['1:15 `목록` is empty', '1:34 `안` is empty'],
    ],
    [
      'a list whose only stock is in a file or another list',
      'watchlists: { 목록: [{ list: 안 }], 안: [{ file: one.txt }] }\nrules: [{ name: 가, when: { watchlist: 목록 }, notify: x }]',
      [],
    ],
    ['an unused list', `watchlists: { 목록: [005930] }\n${RULE}`, ['1:15 `목록` is not used']],
    [
      'a list used by another list or a mute only',
      `watchlists: { 가: [005930], 나: [{ list: 가 }] }\n${RULE}\nmutes: [{ when: { watchlist: 나 } }]`,
      [],
    ],
    [
      'a code that is not listed',
      'rules: [{ name: 가, when: { stock: [005930, 999999] }, notify: x }]',
      ["1:35 `999999`: no code of today's stock list"],
    ],
    [
      'a name that is not listed',
      `watchlists: { 목록: [삼성전자, 삼성] }\nrules: [{ name: 가, when: { watchlist: 목록 }, notify: x }]`,
      ["1:26 `삼성`: no name of today's stock list. Did you mean `삼성전자`?"],
    ],
    [
      'a code that is nearly a listed one',
      'rules: [{ name: 가, when: { stock: 005390 }, notify: x }]',
      ["1:35 `005390`: no code of today's stock list. Did you mean `005930`?"],
    ],
    [
      'a name that is written in another way',
      'rules: [{ name: 가, when: { stock: sk하이닉스 }, notify: x }]',
      ["1:35 `sk하이닉스`: no name of today's stock list. Did you mean `SK하이닉스`?"],
    ],
    [
      'two rules with the same when',
      'rules:\n  - { name: 가, when: { count: 1, kind: [static] }, notify: x }\n  - { name: 나, when: { kind: [static], count: 1 }, notify: y }',
      ['3:16 `나` has the same `when` as `가`'],
    ],
    [
      'two rules that say the same in other words',
      'rules:\n  - { name: 가, when: { event: trigger, direction: up, all: [{ count: ">=2" }] }, notify: x }\n  - { name: 나, when: { count: ">= 2", direction: [up] }, notify: y }',
      ['3:16 `나` has the same `when` as `가`'],
    ],
    [
      'two rules of which one is off',
      'rules:\n  - { name: 가, when: { count: 1 }, notify: x, enabled: false }\n  - { name: 나, when: { count: 1 }, notify: y }',
      [],
    ],
    [
      'two rules of which one joins by any',
      'rules:\n  - { name: 가, when: { any: { count: 1, direction: up } }, notify: x }\n  - { name: 나, when: { count: 1, direction: up }, notify: y }',
      [],
    ],
    [
      'a time outside its session',
      'rules: [{ name: 가, when: { session: regular, time: 16:00-17:00 }, notify: x }]',
      ['1:26 These never hold together on an ordinary trading day'],
    ],
    [
      'a session that its venue does not hold',
      'rules: [{ name: 가, when: { session: nxt-pre, all: { venue: krx } }, notify: x }]',
      ['1:26 These never hold together on an ordinary trading day'],
    ],
    [
      'two times that only meet where one of several holds',
      'rules: [{ name: 가, when: { time: 09:00-10:00, any: { session: nxt-pre, count: 1 } }, notify: x }]',
      [],
    ],
    [
      'a span before anything trades',
      'rules: [{ name: 가, when: { session: open-3h..open-2h }, notify: x }]',
      ['1:37 This window never opens on an ordinary trading day'],
    ],
    [
      'a window that ends before it begins',
      'rules: [{ name: 가, when: { not: { time: 12:30-11:30 } }, notify: x }]',
      ['1:41 This window never opens on an ordinary trading day'],
    ],
    [
      'an empty window',
      'rules: [{ name: 가, when: { time: 12:30-12:30 }, notify: x }]',
      ['1:34 This window never opens on an ordinary trading day'],
    ],
    [
      'a window of the night',
      'rules: [{ name: 가, when: { time: 21:00-23:00 }, notify: x }]',
      ['1:34 This window never opens on an ordinary trading day'],
    ],
    [
      'a span that ends before it begins',
      'rules: [{ name: 가, when: { session: close-10m..open+5m }, notify: x }]',
      ['1:37 This window never opens on an ordinary trading day'],
    ],
    [
      'an expired rule',
      'rules: [{ name: 가, when: { all: true }, notify: x, expires: 2026-11-19 }]',
      ['1:61 Off: its last day was 2026-11-19'],
    ],
    [
      'a rule of today',
      'rules: [{ name: 가, when: { all: true }, notify: x, expires: 2026-11-20 }]',
      [],
    ],
    [
      'a channel without alerts',
      'rules: [{ name: 가, when: { all: true }, notify: desk }]',
      ['1:49 `desk` is told no alerts: vigil.yaml says `alert: off` under its `tell`'],
    ],
    [
      'one of several channels',
      'rules: [{ name: 가, when: { event: trigger }, notify: [x, desk, y] }]',
      ['1:58 `desk` is told no alerts: vigil.yaml says `alert: off` under its `tell`'],
    ],
    [
      'a channel of defaults, once for all rules that take them',
      'defaults: { notify: [desk] }\nrules: [{ name: 가, when: { count: 1 } }, { name: 나, when: { count: 2 } }, { name: 다, when: { count: 3 }, notify: x }]',
      ['1:22 `desk` is told no alerts: vigil.yaml says `alert: off` under its `tell`'],
    ],
    [
      'a channel of a rule that is off, of one for releases and of one that may be for them',
      'rules:\n  - { name: 가, when: { count: 1 }, notify: desk, enabled: false }\n  - { name: 나, when: { event: release }, notify: desk }\n  - { name: 다, when: { event: any, count: 1 }, notify: desk }\n  - { name: 라, when: { not: { event: trigger } }, notify: desk }',
      [],
    ],
    [
      'an expired mute',
      `${RULE}\nmutes: [{ when: { all: true }, expires: 2025-01-01 }]`,
      ['2:41 Off: its last day was 2025-01-01'],
    ],
  ])('is given for %s', ([, rules, warnings]) => {
    const found = loaded(rules, options);
    expect(found.faults).toEqual([]);
    expect(found.set).toBeDefined();
    expect(
      found.warnings.map(({ line, column, message }) => `${line}:${column} ${message}`),
    ).toEqual(warnings);
  });
});

test('a stock of an included file that is not listed is told where the file names it', () => {
  const stocks = new Map([
    ['005930', { code: '005930', name: '삼성전자', market: 'kospi', type: 'stock', nxt: true }],
  ] as const);
  const rules = `watchlists: { 목록: [{ file: a.txt }] }
rules: [{ name: 가, when: { watchlist: 목록 }, notify: x }]`;
  const folder = folderOf({ 'rules.yaml': rules, 'a.txt': '# 반도체\n005930\n005931 # ?\n' });
  expect(loadRules(folder, { stocks }).warnings).toMatchObject([
    { file: 'config/a.txt', line: 3, column: 1, near: '005930', expected: '005930 삼성전자' },
  ]);
});
