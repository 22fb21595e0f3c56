import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, stageOf } from './stage.ts';

const STAGE = stageOf(`rules:
  - { name: 상승, when: { direction: up }, notify: phone }
  - { name: 다른 상승, when: { direction: up }, notify: desk }
`);
const GOOD = 'name: t, at: "2026-11-20 09:05:00", events: [{ stock: 005930 }], expect: []';

const faultsOf = (tests: string) =>
  read(STAGE, tests).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a test file with a fault', () => {
  test.each([
    ['tests:\n  - { naem: t }', '2:7 `naem`: unknown key of a test. Did you mean `name`?'],
    ['test: []', '1:1 `test`: unknown key of a test file. Did you mean `tests`?'],
    ['tests: []', '1:8 an empty list: there is no test in it'],
    [
      `tests: [{ ${GOOD.replace('events: [{ stock: 005930 }]', 'events: []')} }]`,
      '1:55 an empty list: a test needs an event',
    ],
    [`tests: [{ ${GOOD.replace('stock', 'stok')} }]`, 'Did you mean `stock`?'],
    [`tests: [{ ${GOOD.replace('2026-11-20', '2026-02-30')} }]`, '1:24 `2026-02-30 09:05:00`'],
    [`tests: [{ ${GOOD.replace('005930', '5930')} }]`, 'Did you mean `005930`?'],
    [
      `tests: [{ ${GOOD.replace('expect: []', 'expect: [{ rule: 상슝 }]')} }]`,
      'Did you mean `상승`?',
    ],
    [
      `tests: [{ ${GOOD.replace('expect: []', 'expect: [{ rule: 상승, to: phoen }]')} }]`,
      '`phone`?',
    ],
    [`tests: [{ ${GOOD}, mutes: [005930 30x] }]`, '1:'],
    [`tests: [{ ${GOOD}, mutes: [{ mute: all, in: desc }] }]`, 'Did you mean `desk`?'],
    [`tests: [{ ${GOOD} }, { ${GOOD} }]`, 'Another test is called `t` too'],
    [`tests: [{ ${GOOD}, only: 하락 }]`, '`하락`: unknown rule'],
    [
      `tests: [{ ${GOOD.replace('expect: []', 'expect: [{ rule: 상승 }]')}, only: 다른 상승 }]`,
      '`상승` is not among `only`',
    ],
    ['', 'The file is empty'],
  ])('%s is told with its place', (tests, told) => {
    const faults = faultsOf(tests);
    expect(faults.join('\n')).toContain(told);
    expect(read(STAGE, tests).tests).toEqual([]);
  });

  test('tells everything at once', () => {
    const tests = `tests: [{ ${GOOD.replace('stock: 005930', 'stock: 005930, kind: statik, after: 3')} }]`;
    expect(faultsOf(tests)).toHaveLength(2);
  });
});

test('units are read as in rules', () => {
  const words =
    'stock: 005930, deviation: -3.5%, price: "67,000원", turnover: 1조 2000억, volume: 100만';
  const { faults, tests } = read(STAGE, `tests: [{ ${GOOD.replace('stock: 005930', words)} }]`);
  expect(faults).toEqual([]);
  expect(tests[0]?.events[0]).toMatchObject({
    deviation: -3.5,
    price: 67_000,
    turnover: 1_200_000_000_000,
    volume: 1_000_000,
  });
});

test('however broken, a file is read or refused with places', () => {
  const good = `tests:\n  - { ${GOOD}, mutes: [005930 30m], only: 상승 }\n`;
  const broken = fc
    .tuple(
      fc.nat(good.length),
      fc.nat(12),
      fc.string({
        unit: fc.constantFrom('{', '}', '[', ']', ':', ',', '-', '&', '*', ' ', '\n', '"', '가'),
      }),
    )
    .map(([at, gone, put]) => good.slice(0, at) + put + good.slice(at + gone));
  fc.assert(
    fc.property(broken, (text) => {
      const { faults, tests } = read(STAGE, text);
      expect(faults.length > 0).toBe(tests.length === 0);
      for (const { line, column } of faults) expect(Math.min(line, column)).toBeGreaterThan(0);
    }),
  );
});
