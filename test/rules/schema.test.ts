import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { namesIn, schemaOf } from '../../src/cli/schema.ts';
import { WORDS } from '../../src/rules/conditions/index.ts';
import { loadRules } from '../../src/rules/load-rules.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';

/** Only what the tests look at; draft-07 has more. */
interface Schema {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const schema: Schema = JSON.parse(schemaOf('rules')) as Schema;
const rule = schema.properties!['rules']!.items!;
const mute = schema.properties!['mutes']!.items!;
const when = schema.definitions!['when']!;

/** The schema and everything below it. */
function* parts(of: Schema): Generator<Schema> {
  yield of;
  const below = [of.items, ...(of.anyOf ?? []), ...(of.allOf ?? [])];
  const keyed = [...Object.values(of.properties ?? {}), ...Object.values(of.definitions ?? {})];
  const rest = typeof of.additionalProperties === 'object' ? [of.additionalProperties] : [];
  for (const one of [...below, ...keyed, ...rest]) if (one !== undefined) yield* parts(one);
}

test('every key and every condition says what it means', () => {
  const silent = [...parts(schema)].flatMap(({ properties = {} }) =>
    Object.entries(properties)
      .filter(([, { description = '' }]) => description.length < 15)
      .map(([key]) => key),
  );
  expect(silent).toEqual([]);
});

test('every condition of the language is there, with the Kiwoom field it comes from', () => {
  const words = Object.keys(WORDS);
  expect(Object.keys(when.properties!)).toEqual([...words, 'any', 'all', 'not']);
  const sources = words.map((word) => when.properties![word]!.description);
  for (const source of sources) expect(source).toMatch(/Kiwoom|stock list/);
});

test('every map refuses the keys that it does not know', () => {
  const maps = [...parts(schema)].filter(({ properties }) => properties !== undefined);
  expect(maps.length).toBeGreaterThan(6);
  for (const map of maps) expect(map.additionalProperties).toBe(false);
});

const words = (of: Schema): readonly string[] => [
  ...new Set([...parts(of)].flatMap((part) => part.enum ?? [])),
];

test.for<[key: string, words: readonly string[]]>([
  ['event', ['trigger', 'release', 'any']],
  ['kind', ['static', 'dynamic', 'both']],
  ['direction', ['up', 'down']],
  ['market', ['kospi', 'kosdaq']],
  ['venue', ['krx', 'nxt']],
  ['type', ['stock', 'etf', 'etn', 'reit', 'spac', 'preferred']],
  ['session', ['nxt-pre', 'opening', 'regular', 'closing', 'after']],
])('an editor offers the words of %s', ([key, expected]) => {
  expect(words(when.properties![key]!)).toEqual(expected);
});

test('an editor offers what a rule may do', () => {
  expect(words(rule.properties!['priority']!)).toEqual(['high', 'normal', 'low']);
  expect(words(rule.properties!['on_release']!)).toEqual(['edit', 'reply', 'silent', 'none']);
});

test('what a file needs is needed', () => {
  expect(schema.required).toBeUndefined();
  expect(schema.anyOf).toEqual([{ required: ['rules'] }, { required: ['include'] }]);
  expect(schema.properties!['rules']!.minItems).toBe(1);
  expect(rule.required).toEqual(['name', 'when']);
  expect(mute.required).toEqual(['when']);
  expect(when.minProperties).toBe(1);
});

const snippet = (text: string): string =>
  `rules: [{ name: 가, notify: phone, when: { count: 1 }, ${text} }]`;
const MORE = 'rules: [{ name: 나, notify: phone, when: { count: 1 } }]';
const faultsOf = (text: string) =>
  loadRules(folderOf({ 'rules.yaml': text, 'more.yaml': MORE })).faults;

test.for<[text: string, isGood: boolean]>([
  ['2026-12-31', true],
  ['2026-1-1', false],
  ['tomorrow', false],
])('an editor and check agree that expires: %s is good: %s', ([text, isGood]) => {
  const { pattern = '' } = rule.properties!['expires']!;
  expect(new RegExp(pattern, 'u').test(text)).toBe(isGood);
  expect(faultsOf(snippet(`expires: ${text}`)).length === 0).toBe(isGood);
});

test.for<[text: string, isGood: boolean]>([
  ['09:00-09:30', true],
  ['9:00 - 15:20:30', true],
  ['09:00', false],
  ['0900-0930', false],
  ['09:00~09:30', false],
])('an editor and check agree that time: %s is good: %s', ([text, isGood]) => {
  const patterns = [...parts(when.properties!['time']!)].flatMap(({ pattern = [] }) => pattern);
  expect(patterns.length).toBeGreaterThan(0);
  for (const pattern of patterns) expect(new RegExp(pattern, 'u').test(text)).toBe(isGood);
  const rules = `rules: [{ name: 가, notify: phone, when: { time: "${text}" } }]`;
  expect(faultsOf(rules).length === 0).toBe(isGood);
});

test.for<[text: string, isGood: boolean]>([
  ['10m', true],
  ['<= 10m', true],
  ['>1h30m', true],
  ['!= 90s', true],
  [' 5m .. 1h ', true],
  ['10', false],
  ['<= 10', false],
  ['5..30m', false],
  ['10 m', false],
  ['= 10m', false],
  ['h', false],
  ['', false],
])('an editor and check agree that since_last: "%s" is good: %s', ([text, isGood]) => {
  const patterns = [...parts(when.properties!['since_last']!)].flatMap(
    ({ pattern = [] }) => pattern,
  );
  expect(patterns.length).toBeGreaterThan(0);
  for (const pattern of patterns) expect(new RegExp(pattern, 'u').test(text)).toBe(isGood);
  const rules = `rules: [{ name: 가, notify: phone, when: { since_last: "${text}" } }]`;
  expect(faultsOf(rules).length === 0).toBe(isGood);
});

/** What an editor says of a value. */
function editorOf(text: string): (value: unknown) => boolean {
  // zod forgets the keys of a map that says `anyOf` beside them.
  const { anyOf = [], ...rest } = JSON.parse(text) as Schema;
  const read = z.fromJSONSchema(rest as never);
  const hasAll = (value: unknown, keys: readonly string[]): boolean =>
    keys.every((key) => typeof value === 'object' && value !== null && key in value);
  return (value) =>
    read.safeParse(value).success && anyOf.some(({ required = [] }) => hasAll(value, required));
}
const editor = editorOf(schemaOf('rules'));
const valueOf = (text: string): unknown =>
  readYaml('rules.yaml', new TextEncoder().encode(text)).yaml?.value;
const only = (conditionText: string): string =>
  `rules: [{ name: 가, notify: phone, when: { ${conditionText} } }]`;

test.for<[what: string, text: string]>([
  ['a code', only('stock: 005930')],
  ['several codes and names', only('stock: [005930, 123456, 삼성전자]')],
  ['number tests', only('deviation: ">= 10", count: [1, "3..6"]')],
  ['times', only('since_last: ["<= 10m", 1h]')],
  ['a session and a span', only('session: [regular, open+5m..close-10m]')],
  ['groups in groups', only('any: [{ kind: both }, { not: { type: etf } }], all: true')],
  ['what a rule may do', snippet('priority: low, cooldown: 10m, limit: 5/10m, on_release: none')],
  ['watchlists', `watchlists: { 가: [005930, { except: { list: 나 } }], 나: [] }\n${snippet('')}`],
  ['rules of another file', 'include: [more.yaml]'],
  ['and of this one', `include: [more.yaml]\n${snippet('')}`],
  ['a standing mute', `${snippet('')}\nmutes: [{ when: { time: "11:30-12:30" }, reason: 점심 }]`],
])('an editor and check both accept %s', ([, text]) => {
  expect(editor(valueOf(text))).toBe(true);
  expect(faultsOf(text)).toEqual([]);
});

test.for<[what: string, text: string]>([
  ['a file without rules', 'watchlists: {}'],
  ['an empty list of rules', 'rules: []'],
  ['a list of files that is none', `include: more.yaml\n${snippet('')}`],
  ['a rule without conditions', 'rules: [{ name: 가, notify: phone }]'],
  ['empty conditions', only('')],
  ['an unknown condition', only('directon: up')],
  ['an unknown word', only('direction: upp')],
  ['an unknown condition in a group', only('not: { directon: up }')],
  ['a list with nothing in it', only('kind: []')],
  ['a truth in place of a number', only('count: true')],
  ['a rest without a unit', snippet('cooldown: 10')],
  ['a time without a unit', only('since_last: 10')],
  ['a time without a unit in a list', only('since_last: [1h, 10]')],
  ['an unknown key of a rule', snippet('colour: red')],
  ['an unknown priority', snippet('priority: urgent')],
  ['an unknown key of the file', `${snippet('')}\nrule: []`],
  ['an unknown entry of a watchlist', `watchlists: { 가: [{ lst: 나 }] }\n${snippet('')}`],
])('an editor and check both refuse %s', ([, text]) => {
  expect(editor(valueOf(text))).toBe(false);
  expect(faultsOf(text)).not.toEqual([]);
});

describe('a schema with the names of a folder', () => {
  const folder = folderOf({
    'vigil.yaml': 'channels: { phone: { console: {} } }',
    'rules.yaml': `watchlists: { 반도체: [005930] }\ntemplates: { 짧게: "{name}" }\n${snippet('')}`,
  });
  const named = editorOf(schemaOf('rules', namesIn(folder)));
  const isAccepted = (text: string): boolean => named(valueOf(text));

  test.for([
    ['a channel', 'rules: [{ name: 가, notify: phone, when: { count: 1 } }]'],
    ['a watchlist', only('watchlist: 반도체')],
    ['a template', snippet('template: 짧게')],
  ] as const)('offers and accepts %s that is there', ([, text]) => {
    expect(isAccepted(text)).toBe(true);
  });

  test.for([
    ['a channel', 'rules: [{ name: 가, notify: phnoe, when: { count: 1 } }]'],
    ['a watchlist', only('watchlist: 반도쳬')],
    ['a template', snippet('template: 짧개')],
  ] as const)('underlines %s that is not', ([, text]) => {
    expect(editor(valueOf(text))).toBe(true);
    expect(isAccepted(text)).toBe(false);
  });
});
