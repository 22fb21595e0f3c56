import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { placeValue, valueAt } from '../../../src/cli/init/place-value.ts';

const FILE = `# first
feed: { source: simulator }      # simulator | kiwoom

channels:
  screen: { console: {} }        # this one
  # phone: ...

people:
  - name: 나                     # me
    telegram: 12
    role: admin
# last`;

describe('a value is placed, and every other character stays', () => {
  test.each([
    ['one that is there', ['feed', 'source'], 'kiwoom', 'simulator }', 'kiwoom }'],
    ['a whole map', ['feed'], { source: 'kiwoom' }, '{ source: simulator }', '{ source: kiwoom }'],
    [
      'an entry of a block, below the last one and its comment',
      ['channels', 'phone'],
      { telegram: { chat: -1001 } },
      '# this one\n',
      '# this one\n  phone: { telegram: { chat: -1001 } }\n',
    ],
    [
      'an entry inside braces',
      ['feed', 'environment'],
      'mock',
      'simulator }',
      'simulator, environment: mock }',
    ],
    ['an entry of empty braces', ['channels', 'screen', 'console', 'a'], 1, '{} }', '{ a: 1 } }'],
    [
      'an item of a list',
      ['people', 1],
      { name: 'b', role: 'viewer' },
      'role: admin\n',
      'role: admin\n  - { name: b, role: viewer }\n',
    ],
    [
      'a key of an item that is a block',
      ['people', 0, 'slack'],
      'U012',
      'role: admin\n',
      'role: admin\n    slack: U012\n',
    ],
    ['a new key at the end', ['operator'], 'phone', '# last', '# last\noperator: phone\n'],
    [
      'what has no parent yet',
      ['web', 'listen'],
      'a:1',
      '# last',
      '# last\nweb: { listen: a:1 }\n',
    ],
  ] as const)('%s', (...[, path, value, from, to]) => {
    expect(FILE).toContain(from);
    expect(placeValue(FILE, path, value)).toBe(FILE.replace(from, to));
  });

  test('a block is replaced as a whole, what stands below it is not', () => {
    const text = 'feed:\n  source: simulator # old\n  seed: 3\n\n# about channels\nchannels: {}\n';
    expect(placeValue(text, ['feed'], { source: 'kiwoom' })).toBe(
      'feed:\n  { source: kiwoom }\n\n# about channels\nchannels: {}\n',
    );
  });

  test('a key without a value gets one', () => {
    expect(placeValue('people:\n', ['people', 0], { name: 'a' })).toBe('people: [{ name: a }]\n');
  });
});

test('codes and ids keep their zeros', () => {
  const text = placeValue('lists: { a: [005930] }\n', ['b'], 1);
  expect(text).toBe('lists: { a: [005930] }\nb: 1\n');
  expect(valueAt(text, ['lists', 'a'])).toEqual(['005930']);
});

test('whatever is placed is read back, and the rest is as it was', () => {
  const name = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
  fc.assert(
    fc.property(name, name, (key, value) => {
      fc.pre(!['screen', '__proto__'].includes(key) && key === key.normalize('NFC'));
      const read = parse(placeValue(FILE, ['channels', key], { name: value })) as {
        channels: Record<string, unknown>;
      };
      const { [key]: placed, ...rest } = read.channels;
      expect(placed).toEqual({ name: value });
      expect({ ...read, channels: rest }).toEqual(parse(FILE));
    }),
    { examples: [['\u00a0!', '\u00a0']] },
  );
});
