import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { loadRules } from '../../src/rules/load-rules.ts';
import { loadVigil } from '../../src/settings/load-vigil.ts';
import type { Stock } from '../../src/vi/stock.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';
import type { Fault } from '../../src/yaml/fault.ts';
import { printFault } from '../../src/yaml/print-fault.ts';

// The machine may be busy; what is measured below is the time of the processor.
vi.setConfig({ testTimeout: 60_000 });

const KIB = 1024;
const SHIPPED = readFileSync('config/rules.yaml', 'utf8');
const SHIPPED_VIGIL = readFileSync('config/vigil.yaml', 'utf8');

const STOCKS = new Map(
  Array.from({ length: 4_300 }, (_, index): [string, Stock] => {
    const code = String(index * 7).padStart(6, '0');
    return [code, { code, name: `종목${index}전자`, market: 'kospi', type: 'stock', nxt: true }];
  }),
);

/** Everything that `check` says of a file: as rules, as settings and as an included list. */
function complaintsOf(bytes: Uint8Array): readonly Fault[] {
  const read = () => ({ is: 'read', bytes }) as const;
  const folder = { path: 'config', read, readBelow: read };
  const included = folderOf({
    'rules.yaml': 'watchlists: { 가: [{ file: a.txt }] }\nrules: []',
  });
  const rules = loadRules(folder, { channels: ['phone'], stocks: STOCKS, today: '2026-11-20' });
  const list = loadRules({ ...included, readBelow: read }, { stocks: STOCKS });
  return [...rules.faults, ...rules.warnings, ...loadVigil(folder).faults, ...list.faults];
}

/** The lines as the loaders count them; bytes that are no UTF-8 count as one letter each. */
function expectPlaced(bytes: Uint8Array, faults: readonly Fault[]): void {
  const lines = new TextDecoder().decode(bytes).normalize('NFC').split('\n');
  for (const fault of faults.filter(({ file, message }) => !isElsewhere(file, message))) {
    const line = lines[fault.line - 1];
    expect(line, `${fault.message} in line ${fault.line}`).toBeDefined();
    expect(fault.column).toBeGreaterThanOrEqual(1);
    expect(fault.column).toBeLessThanOrEqual((line ?? '').length + 1);
    expect(printFault(fault)).toContain(`:${fault.line}:${fault.column}: `);
  }
}

// Of the little file that includes the list: it has no rules.
const isElsewhere = (file: string, message: string): boolean =>
  file === 'config/rules.yaml' && message.includes('there is no rule in it');

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('no bytes break it, and each fault has its place', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const faults = complaintsOf(bytes);
      expect(faults.length).toBeGreaterThan(0);
      expectPlaced(bytes, faults);
    }),
  );
});

/** A piece of the file is left out, doubled, moved or replaced by something from elsewhere. */
const mutation = (text: string) =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(80),
      fc.nat(text.length),
      fc.constantFrom(
        '',
        '\t',
        ': ',
        '- ',
        '[',
        '}',
        '"',
        '\n',
        '*',
        '\r',
        '\0',
        '한',
        '\u{1f4c8}',
      ),
    )
    .map(([from, length, moved, put]) => ({ from, to: from + length, moved, put }));

function mutated(
  text: string,
  changes: readonly { from: number; to: number; moved: number; put: string }[],
) {
  return changes.reduce(
    (now, { from, to, moved, put }) =>
      now.slice(0, from) + put + now.slice(moved, moved + 20) + now.slice(to),
    text,
  );
}

test.for([
  ['rules.yaml', SHIPPED],
  ['vigil.yaml', SHIPPED_VIGIL],
])('no mutation of the shipped %s breaks it, and each fault has its place', ([, text]) => {
  fc.assert(
    fc.property(fc.array(mutation(text ?? ''), { minLength: 1, maxLength: 5 }), (changes) => {
      const bytes = utf8(mutated(text ?? '', changes));
      expectPlaced(bytes, complaintsOf(bytes));
    }),
    { numRuns: 150 },
  );
});

const RULE = 'rules: [{ name: 가, when: { all: true }, notify: phone }]\n';
const when = (words: string): string => `rules: [{ name: a, notify: phone, when: { ${words} } }]`;

/** So many pieces that the whole has about `size` bytes. */
function many(size: number, piece: (index: number) => string): string {
  const length = utf8(piece(1000)).length;
  return Array.from({ length: Math.floor(size / length) }, (_, index) => piece(index)).join('');
}

/** Each was slow once, or would be if a bound were missing. */
const HUGE: Readonly<Record<string, (size: number) => string>> = {
  'nested brackets': (size) => '['.repeat(size),
  'nested dashes': (size) => '- '.repeat(size / 2),
  'nested maps': (size) => '{a: '.repeat(size / 4),
  'one long line': (size) => `rules: ${'x'.repeat(size)}`,
  'one long line of secrets': (size) => `a: ${many(size, () => '://a:b@')}`,
  aliases: (size) => `a: &a [1]\nb: [${many(size, () => '*a, ')}]`,
  'stray commas': (size) => `a: [${','.repeat(size)}`,
  'empty lines': (size) => '\n'.repeat(size),
  'block texts': (size) => many(size, () => 'a: |\n'),
  'unknown keys': (size) => many(size, (index) => `k${index}: 1\n`),
  'unknown conditions': (size) => when(many(size, (index) => `dir${index}: 1, `)),
  'unknown channels': (size) =>
    `rules: [{ name: a, when: { count: 1 }, notify: [${many(size, (index) => `p${index}, `)}] }]`,
  'unknown sessions': (size) => when(`session: [${many(size, () => 'regulr, ')}]`),
  'rules with four faults each': (size) =>
    `rules:\n${many(size, () => '- { nam: r, notfy: x, whn: { cont: 1 } }\n')}`,
  'rules of one name': (size) =>
    `rules:\n${many(size, () => '- { name: r, notify: phone, when: { count: 1 } }\n')}`,
  'times that meet': (size) =>
    when(`all: [${many(size, (index) => `{ time: "09:0${index % 10}-20:00" }, `)}]`),
  'unlisted codes': (size) =>
    `watchlists:\n  a: [${many(size, (index) => `${100_001 + index * 3}, `)}]\n${RULE}`,
  'lists in a row': () =>
    `watchlists:\n${Array.from({ length: 999 }, (_, i) => `  l${i}: [{ list: l${i + 1} }]\n`).join('')}${RULE}`,
  'lists in circles': (size) =>
    `watchlists:\n${Array.from({ length: 300 }, (_, i) => `  l${i}: [${many(size / 300, (j) => `{ list: l${(i + j) % 300} }, `)}]\n`).join('')}${RULE}`,
  'unknown lists beside many': (size) =>
    `watchlists:\n${Array.from({ length: 900 }, (_, i) => `  l${i}: [005930]\n`).join('')}${when(`watchlist: [${many(size - 30_000, (index) => `zz${index}, `)}]`)}`,
  'templates with faults': (size) =>
    `templates:\n${many(size, (index) => `  t${index}: "{name} {pr}"\n`)}${RULE}`,
  'one long template': (size) => `templates: { a: "${many(size, () => '{pr}')}" }\n${RULE}`,
  'a number of many parts': (size) => when(`turnover: "${many(size, () => '1억')}"`),
};

const TRIES = 3;

/** The least of some tries: what others do on the machine only ever adds to it. */
function cpuMs(work: () => void, most: number): number {
  let least = Infinity;
  for (let n = 0; n < TRIES && least > most; n += 1) {
    const before = process.cpuUsage();
    work();
    least = Math.min(least, process.cpuUsage(before).user / 1000);
  }
  return least;
}

// Here and at full load a second of work takes longer than on a calm machine.
const BUSY = 2;

/** At the cap it is the parser alone that counts: the heaviest of them will do. */
const AT_THE_CAP: ReadonlySet<string> = new Set(['rules with four faults each', 'unlisted codes']);

function expectTold(name: string, bytes: Uint8Array, most: number): void {
  const folder = folderOf({ [name]: new TextDecoder().decode(bytes) });
  const options = { channels: ['phone'], stocks: STOCKS, today: '2026-11-20' };
  let faults: readonly Fault[] = [];
  const ms = cpuMs(() => {
    const loaded = loadRules(folder, options);
    faults = [...loaded.faults, ...loaded.warnings];
  }, most * BUSY);
  expectPlaced(bytes, faults.slice(0, 50));
  expect(ms).toBeLessThan(most * BUSY);
}

test.for([
  ...Object.entries(HUGE).map(([what, make]) => ({ what, make, kib: 255, most: 1_000 })),
  ...Object.entries(HUGE)
    .filter(([what]) => AT_THE_CAP.has(what))
    .map(([what, make]) => ({ what, make, kib: 1_020, most: 3_000 })),
])('$kib KiB of $what are told at once, each fault with its place', ({ make, kib, most }) => {
  expectTold('rules.yaml', utf8(make(kib * KIB)).subarray(0, kib * KIB), most);
});

const list = (size: number, piece: (index: number) => string): string =>
  many(size, (index) => `${piece(index)},`).slice(0, -1);

/** The same for JSON, at the cap. */
const HUGE_JSON: Readonly<Record<string, (size: number) => string>> = {
  'nested brackets': (size) => '['.repeat(size),
  'unknown keys': (size) => `{${list(size, (index) => `"k${index}": 1`)}}`,
  'one key': (size) => `{${list(size, () => '"k": 1')}}`,
  'words without quotes': (size) => `[${list(size, () => 'up')}]`,
  'escaped quotes': (size) => `["${many(size, () => '\\"')}"]`,
  tabs: (size) => `["${'\t'.repeat(size)}"]`,
  'rules with four faults each': (size) =>
    `{"rules": [${list(size, () => '{ "nam": 1, "notfy": 1, "whn": { "cont": 1 } }')}]}`,
  'rules of one name': (size) =>
    `{"rules": [${list(size, () => '{ "name": "r", "notify": "phone", "when": { "count": 1 } }')}]}`,
};

test.for(Object.entries(HUGE_JSON))('1 MiB of %s in JSON is told at once', ([, make]) => {
  expectTold('rules.json', utf8(make(1_000 * KIB)), 3_000);
});
