import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printFault } from '../../src/yaml/print-fault.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const valueOf = (text: string): unknown => readYaml('a.yaml', bytes(text)).yaml?.value;
const faultsOf = (text: string): readonly string[] =>
  readYaml('a.yaml', bytes(text)).faults.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );

test.for<[title: string, text: string, value: unknown]>([
  ['a code with leading zeros stays text', 'a: 005930', { a: '005930' }],
  ['a code of zeros and digits stays text', 'a: 000270', { a: '000270' }],
  ['a code with an E is no power of ten', 'a: [0123E4, 5e3]', { a: ['0123E4', '5e3'] }],
  ['a code with a letter stays text', 'a: 0126Z0', { a: '0126Z0' }],
  ['hexadecimal and octal stay text', 'a: [0x10, 0o17]', { a: ['0x10', '0o17'] }],
  ['a whole number is a number', 'a: [0, 10, -3]', { a: [0, 10, -3] }],
  ['a decimal is a number', 'a: [10.5, -0.25]', { a: [10.5, -0.25] }],
  ['-0 stays text', 'a: -0', { a: '-0' }],
  ['+1 stays text', 'a: +1', { a: '+1' }],
  [
    'a number too large to be exact stays text',
    'a: 99999999999999999999',
    { a: '99999999999999999999' },
  ],
  ['.nan and .inf are no numbers', 'a: [.nan, .inf]', { a: ['.nan', '.inf'] }],
  ['a time stays text', 'a: 09:00-09:30', { a: '09:00-09:30' }],
  ['a sexagesimal of YAML 1.1 stays text', 'a: 11:30', { a: '11:30' }],
  ['a date stays text', 'a: 2026-11-20', { a: '2026-11-20' }],
  ['no and off are words', 'a: [no, off, yes]', { a: ['no', 'off', 'yes'] }],
  ['true, false and null', 'a: [true, false, null, ~]', { a: [true, false, null, null] }],
  ['a key is text', '005930: 1\n10: 2\ntrue: 3', { '005930': 1, '10': 2, true: 3 }],
  ['<< is a key like any other', '<<: 1', { '<<': 1 }],
  ['%YAML 1.2 is the language', '%YAML 1.2\n---\na: 005930', { a: '005930' }],
  ['a byte order mark is dropped', '\u{FEFF}a: 1', { a: 1 }],
  ['CRLF ends a line', 'a: 1\r\nb: x\r\n', { a: 1, b: 'x' }],
  ['decomposed Hangul is composed', `a: ${'삼성전자'.normalize('NFD')}`, { a: '삼성전자' }],
  ['a tab in a comment or in quotes is fine', 'a: "x\ty" # c\td', { a: 'x\ty' }],
  ['an asterisk inside quotes is text', 'a: "*스팩*"', { a: '*스팩*' }],
  ['a text of several lines', 'a: | # c\n  x\n  y\nb: >-\n  z', { a: 'x\ny\n', b: 'z' }],
])('%s', ([, text, value]) => {
  expect(faultsOf(text)).toEqual([]);
  expect(valueOf(text)).toEqual(value);
});

test.for<[title: string, text: string, faults: readonly string[]]>([
  ['an empty file', '', ['1:1 The file is empty']],
  ['a file of comments', '# nothing\n', ['1:1 The file is empty']],
  ['a tab as indentation', 'a:\n\tb: 1', ['2:1 A tab']],
  ['a tab after a colon', 'a:\t1', ['1:3 A tab']],
  ['YAML 1.1', '%YAML 1.1\n---\na: 010', ['1:1 `%YAML 1.1` is not read here']],
  ['a tag directive', '%TAG ! tag:x,1:\n---\na: 1', ['1:1 `%TAG ! tag:x,1:` is not read here']],
  [
    'an alias',
    'a: &x 1\nb: *x',
    ['1:4 An anchor is not read here', '2:4 An alias is not read here'],
  ],
  ['a glob without quotes', 'name: *스팩*', ['1:7 An alias is not read here']],
  ['a tag', 'a: !!int 005930', ['1:4 A tag is not read here']],
  ['a key twice', 'a: 1\nb: 2\na: 3', ['3:1 `a` stands here twice']],
  ['a key twice in a flow map', 'a: {b: 1, b: 2}', ['1:11 `b` stands here twice']],
  ['__proto__', 'a: {__proto__: {x: 1}}', ['1:5 `__proto__` cannot be a key']],
  ['two documents', 'a: 1\n---\nb: 2', ['2:1 A second document begins here']],
  [
    'commas with nothing between them',
    'a: [1,, {,}]',
    ['1:7 A comma with nothing before it', '1:10 A comma with nothing before it'],
  ],
  ['a control character', 'a: x\u0000', ['1:5 A control character']],
  ['brackets without end', 'a: [1, 2', ['1:4 This [ is not closed']],
  ['brackets that end with their map', 'a:\n  b: [1, {c: 2]\nd: 3', ['2:6 This [ is not closed']],
  ['quotes without end', 'a: "x\nb: 1', ['1:4 This quote is not closed']],
  ['a test without quotes', 'a: >= 10 # %', ['1:4 `>= 10` needs quotes: YAML keeps > for itself']],
  ['the same with a blank', 'a: > 10', ['1:4 `> 10` needs quotes: YAML keeps > for itself']],
  ['the same without one', 'a: >10', ['1:4 `>10` needs quotes: YAML keeps > for itself']],
  ['the same in a list', 'a: [>= 10]', ['1:5 `>= 10` needs quotes: YAML keeps > for itself']],
  ['an at sign', 'a: @all', ['1:4 `@all` needs quotes: YAML keeps @ for itself']],
])('%s is a fault with its place', ([, text, faults]) => {
  expect(faultsOf(text)).toEqual(faults);
});

test.for<[title: string, text: string, expected: string]>([
  [
    'a key without its colon',
    'a:\n  direction up\n  b: 1',
    'a key, a colon, a blank and its value',
  ],
  [
    'a colon in a text',
    'note: first: look',
    'one key a line; a text that holds a colon in quotes: "a: b"',
  ],
  [
    'a line of another indent',
    'a:\n  b: 1\n c: 2',
    'keys of one map, and items of one list, each below the other',
  ],
  [
    'a glob without quotes',
    'a: *스팩*',
    'the value itself, written out; a text that begins with * in quotes: "*스팩*"',
  ],
  [
    'a test that is read as a tag',
    'a: != 1',
    'the value alone; what begins with ! in quotes: "!= 1"',
  ],
])('%s is told with what to do', ([, text, expected]) => {
  expect(readYaml('a.yaml', bytes(text)).faults[0]?.expected).toBe(expected);
});

test('a file in another encoding is a fault at its first strange letter', () => {
  const cp949 = new Uint8Array([...bytes('# ok\na: '), 0xbb, 0xef, 0xbc, 0xba]);
  expect(readYaml('a.yaml', cp949).faults).toMatchObject([
    { line: 2, column: 4, message: 'The file is not UTF-8' },
  ]);
});

test('a file over 1 MiB is not even decoded', () => {
  const large = readYaml('a.yaml', bytes(`a: 1\n#${'x'.repeat(1024 * 1024)}`));
  expect(large.faults.map((fault) => fault.message)).toEqual([
    'The file has 1048582 bytes, more than 1048576 (1 MiB)',
  ]);
});

test.for(['[', '{a: ', '- ', '? ', 'a: ', '[? ', '{? : '])(
  'nesting by "%s" ends before the parser, however long',
  (piece) => {
    const text = piece.repeat(Math.floor(500_000 / piece.length));
    expect(readYaml('a.yaml', bytes(text)).faults.at(-1)?.message).toBe('Nested too deeply');
  },
);

test('nesting by indentation ends before the parser', () => {
  const text = Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
  expect(faultsOf(text)).toEqual(['102:102 Nested too deeply']);
});

test('brackets inside quotes do not hide the nesting around them', () => {
  expect(faultsOf('["]", '.repeat(40))).toEqual([`1:${32 * 6 + 1} Nested too deeply`]);
});

test('many keys are compared in reasonable time', () => {
  const text = Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n');
  expect(faultsOf(`${text}\nk0: 2`)).toEqual(['60001:1 `k0` stands here twice']);
});

test('any text is read or refused with places inside it, never thrown', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '-',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '#',
    '|',
    '?',
    '&x',
    '*x',
    '!',
    '%',
    '\t',
    '0',
    '삼',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (content) => {
      const { faults, yaml } = readYaml('a.yaml', bytes(content));
      expect(faults.length > 0).toBe(yaml === undefined);
      for (const fault of faults) {
        expect(fault.line).toBeGreaterThan(0);
        expect(fault.line).toBeLessThanOrEqual(content.split('\n').length);
        expect(fault.column).toBeGreaterThan(0);
        expect(printFault(fault)).toContain(fault.message);
      }
    }),
    { numRuns: 1000 },
  );
});

test('any bytes are read or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (content) => {
      const { faults, yaml } = readYaml('a.yaml', content);
      expect(faults.length > 0).toBe(yaml === undefined);
    }),
  );
});
