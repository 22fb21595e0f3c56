import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../src/platform/in-slices.ts';
import { changesBetween, needsRestart } from '../../../src/app/reload/changes.ts';
import { judgeReload, type Running, type Verdict } from '../../../src/app/reload/judge-reload.ts';
import { loadConfiguration, type Configuration } from '../../../src/configuration.ts';
import { folderOf } from '../../../src/yaml/config-folder.ts';

const VIGIL = 'channels: { a: { console: {} }, b: { console: {} } }\n';
const RULES = `watchlists:
  칩: [005930, { file: lists/chips.txt }]
rules:
  - name: 하나
    when: { watchlist: 칩, direction: up }
    notify: [a]
  - name: 둘
    when: { deviation: ">= 10" }
    notify: [a, b]
    cooldown: 10m
  - name: 셋
    when: { all: true }
    notify: [b]
mutes:
  - { when: { time: "11:30-12:30" }, reason: 점심 }
`;
const FILES = { 'vigil.yaml': VIGIL, 'rules.yaml': RULES, 'lists/chips.txt': '000660\n' };

const read = (files: Readonly<Record<string, string>>): Configuration =>
  loadConfiguration(folderOf(files), {});
const whole = read(FILES);

const running = (rules = whole.rules!): Running => ({
  rules,
  folder: 'config',
  channels: ['a', 'b'],
});
const judge = (changed: Readonly<Record<string, string | undefined>>, force = false): Verdict => {
  const files = Object.entries({ ...FILES, ...changed }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as const],
  );
  return judgeReload(read(Object.fromEntries(files)), running(), force);
};
const ruleNames = (verdict: Verdict): readonly string[] | undefined =>
  verdict.is === 'good' ? verdict.rules.rules.map(({ name }) => name) : undefined;

const rulesOf = (...names: readonly string[]): string =>
  `rules:\n${names.map((name) => `  - { name: ${name}, when: { all: true }, notify: a }\n`).join('')}`;

describe('what was read', () => {
  test.each([
    [
      'a fault in the rules',
      { 'rules.yaml': 'rules:\n  - { nam: x }\n' },
      'config/rules.yaml:2:5',
      false,
    ],
    ['a fault in vigil.yaml', { 'vigil.yaml': 'chanels: {}\n' }, 'config/vigil.yaml:1:1', false],
    ['a fault in a list', { 'lists/chips.txt': '12\n' }, 'config/lists/chips.txt:1:1', false],
    ['a list that is gone', { 'lists/chips.txt': undefined }, 'config/rules.yaml:2:23', false],
    ['vigil.yaml gone', { 'vigil.yaml': undefined }, 'config/vigil.yaml:1:1', false],
    ['the rules gone', { 'rules.yaml': undefined }, 'config/rules.yaml:1:1', true],
    ['one of three rules left', { 'rules.yaml': rulesOf('하나') }, 'config/rules.yaml', true],
    [
      'a rule for a channel that is not open yet',
      {
        'vigil.yaml': VIGIL.replace(' }\n', ', c: { console: {} } }\n'),
        'rules.yaml': RULES.replace('[a, b]', '[c]'),
      },
      'config/rules.yaml',
      false,
    ],
  ] as const)('is refused for %s', (_, changed, place, force) => {
    const verdict = judge(changed);
    expect(verdict).toMatchObject({ is: 'refused', notice: { place, force } });
  });

  test.each([
    ['two of three rules', rulesOf('하나', '다른 것'), ['하나', '다른 것']],
    ['more rules', rulesOf('가', '나', '다', '라'), ['가', '나', '다', '라']],
  ])('is taken with %s', (_, rules, names) => {
    expect(ruleNames(judge({ 'rules.yaml': rules }))).toEqual(names);
  });

  test('is taken from rules.json as from rules.yaml', () => {
    const rule = (name: string) => ({ name, when: { all: true }, notify: 'a' });
    const json = (...names: readonly string[]) => ({
      'rules.yaml': undefined,
      'rules.json': JSON.stringify({ rules: names.map(rule) }),
    });
    expect(ruleNames(judge(json('하나', '둘')))).toEqual(['하나', '둘']);
    expect(ruleNames(judge(json('하나', '둘'), true))).toEqual(['하나', '둘']);
    expect(judge(json('하나'))).toMatchObject({
      notice: { place: 'config/rules.json', force: true },
    });
    expect(judge(json('하나', '하나'))).toMatchObject({
      notice: { place: expect.stringMatching(/^config.rules.json:1:/) as string, force: false },
    });
  });

  test('is taken with fewer rules, or none, when a person insists; never with a fault', () => {
    expect(ruleNames(judge({ 'rules.yaml': rulesOf('하나') }, true))).toEqual(['하나']);
    expect(ruleNames(judge({ 'rules.yaml': undefined }, true))).toEqual([]);
    expect(judge({ 'rules.yaml': 'rules: [{}]' }, true).is).toBe('refused');
    expect(judge({ 'vigil.yaml': undefined, 'rules.yaml': undefined }, true).is).toBe('refused');
  });

  test('names the first fault with what helps, and counts the others', () => {
    const rules = RULES.replace('direction: up', 'directon: up').replace('[a, b]', '[a, x]');
    expect(judge({ 'rules.yaml': rules })).toMatchObject({
      notice: { fault: expect.stringContaining('Did you mean `direction`?'), more: 1 },
    });
  });
});

test('of all beginnings of the file none loses most rules, and what it loses is named', () => {
  const beginnings = Array.from({ length: RULES.length }, (_, end) => RULES.slice(0, end));
  const taken = beginnings.flatMap((rules) => {
    const verdict = judge({ 'rules.yaml': rules });
    return verdict.is === 'good' ? [verdict.rules] : [];
  });
  expect(taken.length).toBeGreaterThan(10);
  for (const set of taken) {
    const left = set.rules.map(({ name }) => name);
    expect(left.length).toBeGreaterThan(1);
    const { removed } = atOnce(changesBetween(whole.rules!, set));
    expect([...left, ...removed].toSorted()).toEqual(['둘', '셋', '하나']);
  }
});

describe('the changes of a reload', () => {
  const NONE = { added: [], changed: [], removed: [], watchlists: [], mutes: false };
  const changed = (files: Readonly<Record<string, string>>) =>
    atOnce(changesBetween(whole.rules!, read({ ...FILES, ...files }).rules!));
  const edited = (from: string, to: string) => changed({ 'rules.yaml': RULES.replace(from, to) });

  test.each([
    ['nothing', '', '', {}],
    ['a comment', 'rules:', '# mine\nrules:', {}],
    [
      'another order of words',
      '{ watchlist: 칩, direction: up }',
      '{ direction: up, watchlist: 칩 }',
      {},
    ],
    ['a condition', 'up', 'down', { changed: ['하나'] }],
    ['what a rule does', '10m', '20m', { changed: ['둘'] }],
    [
      'a default that a rule takes',
      'rules:',
      'defaults: { priority: high }\nrules:',
      { changed: ['하나', '둘', '셋'] },
    ],
    ['a name', 'name: 둘', 'name: 넷', { added: ['넷'], removed: ['둘'] }],
    ['a list', '005930', '005380', { watchlists: ['칩'] }],
    ['a mute', '점심', '식사', { mutes: true }],
  ])('by %s', (_, from, to, expected) => {
    expect(edited(from, to)).toEqual({ ...NONE, ...expected });
  });

  test('by the file of a list', () => {
    expect(changed({ 'lists/chips.txt': '000660 # SK\n' })).toEqual(NONE);
    expect(changed({ 'lists/chips.txt': '000660\n005380\n' })).toEqual({
      ...NONE,
      watchlists: ['칩'],
    });
  });

  test.each([
    ['people', 'people: [{ name: x, telegram: 1, role: admin }]', []],
    ['the operator', 'operator: b', ['operator']],
    ['the page', 'web: { listen: "127.0.0.1:1" }', ['web']],
    ['the feed', 'feed: { source: simulator, speed: 2 }', ['feed']],
  ])('of vigil.yaml hold at once or after a restart: %s', (_, line, keys) => {
    const now = read({ ...FILES, 'vigil.yaml': VIGIL + line }).settings!;
    expect(needsRestart(whole.settings!, now)).toEqual(keys);
  });
});
