import { describe, expect, test } from 'vitest';
import { loadRules } from '../../src/rules/load-rules.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';
import { printFault } from '../../src/yaml/print-fault.ts';

const load = (text: string) => loadRules(folderOf({ 'rules.yaml': text }), { channels: ['phone'] });

const RULE = 'rules:\n  - { name: 가, when: { all: true }, notify: phone, template: 짧게 }\n';
const withTemplate = (yaml: string): string => `${RULE}templates:\n  짧게: ${yaml}\n`;

describe('a template with a fault', () => {
  test.each([
    [
      'an unknown value',
      '"{name} {prise|won}"',
      '4:15 `prise`: unknown field. Did you mean `price`?',
    ],
    [
      'an unknown filter',
      '"{name} {price|woon}"',
      '4:15 `woon`: unknown filter. Did you mean `won`?',
    ],
    ['a text with a filter', '"{name|won}"', '4:8 `name` is a text: it takes no filter'],
    [
      'two filters',
      '"{name} {price|won|억}"',
      '4:15 `won|억`: unknown filter. Did you mean `won`?',
    ],
    ['a value without a name', '"{name} {}"', '4:15 ``: unknown field'],
    ['a brace that is not closed', '"{name} {price"', '4:15 This { is not closed on its line'],
    ['a brace that closes nothing', '"{name} price}"', '4:20 This } closes nothing'],
    ['a section that is not closed', '"{name} [{price}"', '4:15 This [ is not closed on its line'],
    ['a section that closes nothing', '"{name} {price}]"', '4:22 This ] closes nothing'],
    [
      'a fault inside a section',
      '"{name} [값 {prise}]"',
      '4:18 `prise`: unknown field. Did you mean `price`?',
    ],
    [
      'a fault on a later line',
      '|\n    {name}\n    {pric|won}',
      '6:5 `pric`: unknown field. Did you mean `price`?',
    ],
    [
      'no letters',
      '""',
      '4:7 The first line may come out empty: it is all that a locked phone shows',
    ],
    [
      'an empty first line',
      '"\\n{name}"',
      '4:7 The first line may come out empty: it is all that a locked phone shows',
    ],
    [
      'a first line of what may be missing',
      '"{turnover|억} [{price} 원]"',
      '4:8 The first line may come out empty: it is all that a locked phone shows',
    ],
    ['too many lines', `"a${'\\na'.repeat(12)}"`, '4:8 A template has at most 12 lines'],
    ['too many letters', `"${'a'.repeat(1001)}"`, '4:8 A template has at most 1000 letters'],
    ['a list', '[a]', '4:7 a list cannot stand here'],
  ])('%s is told at its place', (_what, yaml, told) => {
    const { faults, set } = load(withTemplate(yaml));
    expect(faults.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      told,
    ]);
    expect(set).toBeUndefined();
  });

  test('points at the letter', () => {
    const [fault] = load(withTemplate('"{name} {prise|won}"')).faults;
    expect(printFault(fault!).split('\n').slice(1, 3)).toEqual([
      '  4 |   짧게: "{name} {prise|won}"',
      '    |                 ^',
    ]);
  });
});

describe('a rule with a template', () => {
  test('takes its text, by itself or from the defaults', () => {
    const text = 'templates: { 짧게: "{name}!", 길게: "{name}?" }\ndefaults: { template: 길게 }\n';
    const other = '  - { name: 나, when: { all: true }, notify: phone }\n';
    expect(load(`${text}${RULE}${other}`).set?.rules.map(({ template }) => template)).toEqual([
      '{name}!',
      '{name}?',
    ]);
  });

  test('must name one that there is', () => {
    const { faults } = load(`templates: { 짧개: "{name}" }\n${RULE}`);
    expect(faults.map(({ message }) => message)).toEqual([
      '`짧게`: unknown template. Did you mean `짧개`?',
    ]);
  });

  test('is missed where nobody names one: a warning', () => {
    const text =
      'templates: { 짧게: "{name}", 길게: "{name}", 셋: "{name}" }\ndefaults: { template: 길게 }\n';
    const { faults, warnings } = load(`${text}${RULE}`);
    expect([...faults, ...warnings].map(({ message }) => message)).toEqual(['`셋` is not used']);
  });

  test('has changed when its template has', () => {
    const written = (text: string) =>
      new Map(load(withTemplate(text)).set!.written.rules).get('가');
    expect(written('"{name}"')).toBe(written('"{name}"'));
    expect(written('"{name}"')).not.toBe(written('"{stock}"'));
  });
});
