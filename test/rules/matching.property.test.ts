import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { CheckedRule, CheckedWatchlists } from '../../src/rules/checked-rules.ts';
import { compile } from '../../src/rules/compile.ts';
import { holds } from '../../src/rules/node.ts';
import { listsIn, type Taken } from '../../src/rules/resolve-watchlists.ts';
import { stocksIn } from '../../src/rules/stocks-in.ts';
import { orTrigger, whenSchema } from '../../src/rules/when.ts';
import {
  DIRECTIONS,
  EVENT_TYPES,
  KINDS,
  MARKETS,
  STOCK_TYPES,
  VENUES,
  type ViEvent,
} from '../../src/vi/event.ts';
import { viEvent } from '../helpers/vi-event.ts';

// The machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const CODES = ['005930', '000660', '0126Z0'];
const NAMES = ['삼성전자', 'SK하이닉스'];
const listOf = (taken: readonly string[], out: readonly string[] = []): readonly Taken[] =>
  [...taken, ...out].map((text) => ({
    source: { is: 'stock', text },
    except: out.includes(text),
  }));
const WATCHLISTS: CheckedWatchlists = {
  sources: new Map([
    ['codes', listOf(['005930', '000660'])],
    ['names', listOf(['삼성전자'])],
    ['rest', listOf(['005930', '0126Z0'], ['삼성전자'])],
  ]),
  files: new Map(),
  texts: new Map(),
};
const LISTS = listsIn(WATCHLISTS);
const SCHEMA = whenSchema([...LISTS.keys()]);

const some = (words: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...words),
    fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
  );

const few = fc.constantFrom(-12, -3.5, -1, 0, 1, 2, 3.5, 10);
const numberTest = fc.oneof(
  few,
  fc.tuple(fc.constantFrom('>=', '>', '<=', '<', '!='), few).map(([sign, bound]) => sign + bound),
  fc.tuple(few, few).map(([a, b]) => `${Math.min(a, b)}..${Math.max(a, b)}`),
);
const numberTests = fc.oneof(
  { weight: 3, arbitrary: numberTest },
  { weight: 1, arbitrary: fc.array(numberTest, { minLength: 1, maxLength: 3 }) },
);

const words = {
  stock: some([...CODES, ...NAMES]),
  watchlist: some([...LISTS.keys()]),
  name: some(['*전자', 'SK*', '?성전자']),
  event: some([...EVENT_TYPES, 'any']),
  kind: some(KINDS),
  direction: some(DIRECTIONS),
  deviation: numberTests,
  'deviation.static': numberTests,
  'deviation.dynamic': numberTests,
  change: numberTests,
  count: numberTests,
  since_last: some(['<= 10m', '> 1m', '5m..30m', '!= 10m']),
  price: numberTests,
  market: some(MARKETS),
  venue: some(VENUES),
  type: some(STOCK_TYPES),
  time: some(['09:00-09:30', '10:00-11:00']),
  session: some(['regular', 'opening', 'open+5m..close-10m']),
};

/** Conditions as they are written: few words each, so that many rules match something. */
const when = fc.letrec<{ map: Record<string, unknown> }>((tie) => ({
  map: fc
    .tuple(
      fc.record(words, { requiredKeys: [] }),
      fc.subarray(Object.keys(words), { maxLength: 3 }),
      fc.record(
        {
          any: fc.array(tie('map'), { minLength: 1, maxLength: 2 }),
          not: tie('map'),
          all: fc.constant(true),
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom('any', 'not', 'all', 'none', 'none'),
    )
    .map(([given, kept, groups, group]) =>
      Object.fromEntries([
        ...Object.entries(given).filter(([word]) => kept.includes(word)),
        ...Object.entries(groups).filter(([word]) => word === group),
      ]),
    )
    .map((map) => (Object.keys(map).length > 0 ? map : { all: true })),
})).map;

const rule = fc.record({
  when,
  enabled: fc.constantFrom(true, true, true, false),
  expires: fc.constantFrom(undefined, undefined, '2026-11-19', '2026-11-20', '2026-12-31'),
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });
const number = fc.oneof(few, fc.double({ min: -20, max: 20, noNaN: true }));

const event: fc.Arbitrary<ViEvent> = fc
  .record({
    stock: fc.constantFrom(...CODES),
    name: maybe(fc.constantFrom(...NAMES)),
    event: fc.constantFrom(...EVENT_TYPES),
    kind: maybe(fc.constantFrom(...KINDS)),
    direction: maybe(fc.constantFrom(...DIRECTIONS)),
    deviation: fc.record({ static: maybe(number), dynamic: maybe(number) }),
    change: maybe(number),
    count: maybe(number),
    sinceLast: maybe(fc.constantFrom(60_000, 600_000, 3_600_000)),
    price: maybe(number),
    market: maybe(fc.constantFrom(...MARKETS)),
    venue: maybe(fc.constantFrom(...VENUES)),
    type: maybe(fc.constantFrom(...STOCK_TYPES)),
    triggerTime: fc.constantFrom('09:05:00', '09:30:00', '10:30:00'),
    day: fc.constantFrom('2026-11-19', '2026-11-20'),
  })
  .map(viEvent);

function checked(written: {
  readonly when: unknown;
  readonly enabled: boolean;
  readonly expires: string | undefined;
}): CheckedRule {
  const { enabled, expires } = written;
  const doing = {
    name: '',
    notify: ['phone'],
    priority: 'normal',
    cooldown: undefined,
    limit: undefined,
    onRelease: 'edit',
    template: undefined,
    note: undefined,
  } as const;
  return { rule: doing, enabled, expires, when: orTrigger(SCHEMA.parse(written.when)) };
}

/** Compares the index with asking every rule, and returns how many matches there were. */
function matchesIn(rules: readonly CheckedRule[], events: readonly ViEvent[]): number {
  const stocksOf = stocksIn(LISTS);
  const all = rules.map((one, n) => ({ ...one, rule: { ...one.rule, name: `rule ${n}` } }));
  const set = compile({ rules: all, mutes: [], watchlists: WATCHLISTS });
  let matches = 0;
  for (const heard of events) {
    const asked = all.filter(
      (one) =>
        one.enabled &&
        (one.expires === undefined || heard.day <= one.expires) &&
        holds(one.when, heard, stocksOf) === true,
    );
    matches += asked.length;
    const names = asked.map((one) => one.rule.name);
    expect(set.match(heard).map(({ name }) => name)).toEqual(names);
    const explained = set.explain(heard).filter(({ matched }) => matched);
    expect(explained.map((verdict) => verdict.rule)).toEqual(names);
  }
  return matches;
}

const events = fc.array(event, { minLength: 1, maxLength: 10 });

test('the index finds what asking every rule finds, in the same order', () => {
  let matches = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 40 }), events, (rules, heard) => {
      matches += matchesIn(rules.map(checked), heard);
    }),
    { numRuns: 240 },
  );
  expect(matches).toBeGreaterThan(500);
});

test('so it does where very many rules are about the same stocks', () => {
  let matches = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 2, maxLength: 4 }), events, (rules, heard) => {
      // Every other one stands alone, so that few and many meet at one stock.
      const copies = rules.flatMap((one, n) =>
        Array.from({ length: n % 2 === 0 ? 700 : 1 }, () => checked(one)),
      );
      matches += matchesIn(copies, heard);
    }),
    { numRuns: 30 },
  );
  expect(matches).toBeGreaterThan(500);
});
