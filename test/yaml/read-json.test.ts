import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../src/yaml/read-json.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';
import { placeIn, type Path } from '../../src/yaml/yaml-file.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readJson('a.json', bytes(text));
const faultsOf = (text: string): readonly string[] =>
  read(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

test.for<readonly [text: string, value: unknown]>([
  ['{"a": [1, -2.5, 0, "x", true, false, null]}', { a: [1, -2.5, 0, 'x', true, false, null] }],
  ['\t{\r\n\t"a"\t:\t1 }\n', { a: 1 }],
  ['"가\\n\\u0041\\"\\\\\\/"', '가\nA"\\/'],
  ['"\\ud83d\\ude00"', '\u{1f600}'],
  ['[]', []],
  ['{}', {}],
  ['[[], {}, [{}]]', [[], {}, [{}]]],
  ['{"": 1, "toString": 2, "constructor": 3}', { '': 1, toString: 2, constructor: 3 }],
  // As in YAML: only what prints as it is written is a number.
  ['[1e5, -0, 12345678901234567890]', ['1e5', '-0', '12345678901234567890']],
  ['[0.5, 9007199254740991]', [0.5, 9_007_199_254_740_991]],
])('%s is read', ([text, value]) => {
  const { faults, yaml } = read(text);
  expect(faults).toEqual([]);
  expect(yaml?.value).toEqual(value);
});

test.for<readonly [title: string, text: string, faults: readonly string[]]>([
  ['nothing', '', ['1:1 The file is empty']],
  ['blanks', ' \n', ['1:1 The file is empty']],
  ['null', 'null', ['1:1 The file is empty']],
  ['a key twice', '{"a": 1,\n "a": 2, "b": {"a": 1}}', ['2:2 `a` stands here twice']],
  ['a key twice, spelt otherwise', '{"a": 1, "\\u0061": 2}', ['1:10 `a` stands here twice']],
  ['__proto__', '{"__proto__": {"a": 1}}', ['1:2 `__proto__` cannot be a key']],
  ['a code without quotes', '[005930]', ['1:2 `005930` needs quotes']],
  ['a word without quotes', '[up, NaN]', ['1:2 `up` needs quotes', '1:6 `NaN` needs quotes']],
  ['single quotes', "['a']", ["1:2 `'a'` needs quotes"]],
  ['a key without quotes', '{a: 1}', ['1:2 `a` cannot stand here']],
  ['a last comma in a list', '[1,]', ['1:4 `]` cannot stand here']],
  ['a last comma in a map', '{"a": 1,}', ['1:9 `}` cannot stand here']],
  ['a missing comma', '[1 2]', ['1:4 `2` cannot stand here']],
  ['a missing colon', '{"a" 1}', ['1:6 `1` cannot stand here']],
  ['a missing value', '{"a": }', ['1:7 `}` cannot stand here']],
  ['the wrong bracket', '[1}', ['1:3 `}` cannot stand here']],
  ['a comment', '[1] // x', ['1:5 `/` cannot stand here']],
  ['a second value', '{} {}', ['1:4 `{` cannot stand here']],
  ['half of a file', '{"a": [1, {"b": 2}', ['1:7 This [ is not closed']],
  ['half of a map', '{"a": {', ['1:7 This { is not closed']],
  ['half of a pair', '{"a"', ['1:1 This { is not closed']],
  ['half of a text', '["a\n", 1]', ['1:2 This quote is not closed']],
  ['a text to the end', '["a', ['1:2 This quote is not closed']],
  ['a text that ends in a backslash', '["a\\', ['1:2 This quote is not closed']],
  ['a tab in a text', '["a\tb"]', ['1:4 A tab']],
  ['an escape that is none', '["\\x41"]', ['1:2 An escape that JSON does not know']],
  ['a control character', '["\u0001"]', ['1:3 A control character']],
  ['deep nesting', '['.repeat(40_000), ['1:33 Nested too deeply']],
  ['deep maps', '{"a":'.repeat(40_000), ['1:161 Nested too deeply']],
])('%s is told where it stands', ([, text, faults]) => {
  expect(faultsOf(text)).toEqual(faults);
});

test('32 levels are read', () => {
  expect(faultsOf('['.repeat(32) + ']'.repeat(32))).toEqual([]);
});

/** Every path of a value. */
function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield* pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]);
  }
  yield [...path, 'nowhere', 1];
}

const text = fc.oneof(
  fc.string({ maxLength: 8, unit: 'grapheme' }),
  fc.string({ maxLength: 8, unit: fc.constantFrom('"', '\\', '/', 'a', '가', ':', ',', '#', ' ') }),
  fc.constantFrom('005930', '>= 10', '1e5', '*스팩*', 'null', '~', '- a', '0x10', '\u{1f4c8}'),
);
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const { value: anyJson } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const space = fc.constantFrom(undefined, 1, 2);

describe('JSON', () => {
  test('says the same to both readers, at the same places', () => {
    fc.assert(
      fc.property(anyJson, space, (value, indent) => {
        const written = JSON.stringify(value, undefined, indent);
        const yaml = readYaml('a.json', bytes(written));
        // What YAML refuses of JSON is told by the tables: blanks, and texts that are very long.
        fc.pre(yaml.faults.length === 0);
        const json = read(written);
        expect(json.faults).toEqual([]);
        expect(json.yaml?.value).toEqual(yaml.yaml?.value);
        for (const path of pathsOf(value)) {
          for (const on of ['key', 'value'] as const) {
            expect([path, placeIn(json.yaml!, path, on)]).toEqual([
              path,
              placeIn(yaml.yaml!, path, on),
            ]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  const pieces = fc.constantFrom('"a"', 'true', ...Array.from('{}[],:"1-.e \t\n\\'));
  const broken = fc
    .tuple(anyJson, space, fc.nat(), fc.nat(3), fc.array(pieces, { maxLength: 3 }))
    .map(([value, indent, at, gone, put]) => {
      const whole = JSON.stringify(value, undefined, indent);
      const from = at % (whole.length + 1);
      return (whole.slice(0, from) + put.join('') + whole.slice(from + gone))
        .toWellFormed()
        .normalize('NFC');
    });

  const parsed = (written: string): { readonly value?: unknown } => {
    try {
      return { value: JSON.parse(written) };
    } catch {
      return {};
    }
  };
  /** Numbers that stay a text are compared as numbers. */
  const plain = (value: unknown): string =>
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' ? String(part) : part));

  test('is accepted just when JSON.parse accepts it, but for keys that stand twice', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          broken,
          fc.array(pieces).map((all) => all.join('')),
        ),
        (written) => {
          const { value } = parsed(written);
          const { faults, yaml } = read(written);
          const isJson = faults.every(({ message }) => /twice|__proto__|empty/.test(message));
          expect([written, isJson]).toEqual([
            written,
            value !== undefined || written.trim() === '',
          ]);
          for (const fault of faults) {
            const line = written.split('\n')[fault.line - 1];
            expect(fault.column).toBeLessThanOrEqual((line ?? '').length + 1);
          }
          if (yaml === undefined) return;
          const numeric = (all: string): string =>
            all.replaceAll(/"(-?\d[\d.e+-]*)"/g, (_, n) => `"${Number(n)}"`);
          expect(numeric(plain(yaml.value))).toBe(numeric(plain(value)));
        },
      ),
      { numRuns: 1500 },
    );
  });
});
