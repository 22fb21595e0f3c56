import { describe, expect, test } from 'vitest';
import { describedEvent, type Description } from '../../src/rules/described-event.ts';
import { loadRules } from '../../src/rules/load-rules.ts';
import type { RuleSet } from '../../src/rules/rule.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';

const LISTS = `
watchlists:
  반도체: [005930, 000660]
  이름: [삼성전자, 현대차]
  테마:
    - { list: 반도체 }
    - 0126Z0
    - { except: 000660 }
  파일: [{ file: lists/ai.txt }]
  거의: [{ list: 테마 }, { file: lists/ai.txt }, { except: [{ list: 반도체 }, 035420] }]
  없는이름: [{ list: 반도체 }, { except: 삼성전자 }]
`;

const LIST_FILE = '# AI\n035420   # NAVER\n\n카카오\n';

/** The set of one rule with these conditions, in YAML. */
function ruleSet(when: string): RuleSet {
  const rules = `${LISTS}rules: [{ name: 규칙, when: ${when}, notify: [phone] }]`;
  const loaded = loadRules(folderOf({ 'rules.yaml': rules, 'lists/ai.txt': LIST_FILE }));
  expect(loaded.faults.map(({ column, message }) => `${column} ${message}`)).toEqual([]);
  return loaded.set!;
}

/** 삼성전자's first static VI of a Friday, up by 10.2 %; `said` changes it. */
function eventOf(said: Partial<Description>, other: Partial<ViEvent> = {}): ViEvent {
  const described = describedEvent({
    stock: '005930',
    name: '삼성전자',
    direction: 'up',
    deviation: 10.2,
    change: 12.5,
    count: 1,
    price: 67_000,
    volume: 1_500_000,
    turnover: 41_200_000_000,
    market: 'kospi',
    type: 'stock',
    day: '2026-11-20',
    time: '09:05:00',
    heardAt: 0,
    ...said,
  });
  return { ...described, ...other };
}

type Case = readonly [when: string, event: Partial<Description>, matched: boolean];

function runs(title: string, cases: readonly Case[]): void {
  describe(`the test of ${title}`, () => {
    const seen = (event: Partial<Description>) =>
      JSON.stringify(event, (_, value: unknown) => (value === undefined ? 'none' : value));
    test.for(
      cases.map(([when, event, matched]) => ({
        title: `${when} ${matched ? 'matches' : 'does not match'} ${seen(event)}`,
        when,
        event,
        matched,
      })),
    )('$title', ({ when, event, matched }) => {
      const set = ruleSet(when);
      const heard = eventOf(event);
      expect(set.match(heard).map((rule) => rule.name)).toEqual(matched ? ['규칙'] : []);
      expect(set.explain(heard).map((verdict) => verdict.matched)).toEqual([matched]);
    });
  });
}

runs('stock', [
  ['{ stock: 005930 }', {}, true],
  ['{ stock: "005930" }', {}, true],
  ['{ stock: 005930 }', { stock: '000660' }, false],
  ['{ stock: [000660, 005930] }', {}, true],
  ['{ stock: [000660, 000270] }', {}, false],
  ['{ stock: 123456 }', { stock: '123456' }, true],
  ['{ stock: 0126Z0 }', { stock: '0126Z0' }, true],
  ['{ stock: 0123E4 }', { stock: '0123E4' }, true],
  ['{ stock: 삼성전자 }', {}, true],
  ['{ stock: 삼성 }', {}, false],
  ['{ stock: [NAVER, 삼성전자] }', {}, true],
  ['{ stock: 삼성전자 }', { name: undefined }, false],
  ['{ not: { stock: 삼성전자 } }', { name: undefined }, false],
  ['{ not: { stock: 000660 } }', { name: undefined }, true],
  ['{ stock: [삼성전자, 005930] }', { name: undefined }, true],
]);

runs('watchlist', [
  ['{ watchlist: 반도체 }', {}, true],
  ['{ watchlist: [반도체] }', { stock: '035420' }, false],
  ['{ watchlist: [이름, 반도체] }', { stock: '005380', name: '현대차' }, true],
  ['{ watchlist: 이름 }', { name: '기아' }, false],
  ['{ watchlist: 이름 }', { name: undefined }, false],
  ['{ not: { watchlist: 이름 } }', { name: undefined }, false],
  ['{ watchlist: 테마 }', {}, true],
  ['{ watchlist: 테마 }', { stock: '0126Z0' }, true],
  ['{ watchlist: 테마 }', { stock: '000660', name: 'SK하이닉스' }, false],
  ['{ not: { watchlist: 테마 } }', { stock: '000660', name: 'SK하이닉스' }, true],
  ['{ watchlist: 파일 }', { stock: '035420', name: 'NAVER' }, true],
  ['{ watchlist: 파일 }', { stock: '035720', name: '카카오' }, true],
  ['{ watchlist: 파일 }', {}, false],
  ['{ watchlist: 거의 }', { stock: '0126Z0', name: '가' }, true],
  ['{ watchlist: 거의 }', {}, false],
  ['{ watchlist: 거의 }', { stock: '035420', name: 'NAVER' }, false],
  ['{ watchlist: 거의 }', { stock: '035720', name: '카카오' }, true],
  ['{ watchlist: 없는이름 }', {}, false],
  ['{ watchlist: 없는이름 }', { stock: '000660', name: 'SK하이닉스' }, true],
  ['{ watchlist: 없는이름 }', { stock: '000660', name: undefined }, false],
]);

runs('name', [
  ['{ name: "*전자" }', {}, true],
  ['{ name: "전자" }', {}, false],
  ['{ name: "삼성??" }', {}, true],
  ['{ name: "삼성?" }', {}, false],
  ['{ name: ["*스팩*", "삼*자"] }', {}, true],
  ['{ name: "*스팩*" }', { name: '엔에이치스팩30호' }, true],
  ['{ not: { name: "*스팩*" } }', {}, true],
  ['{ not: { name: "*스팩*" } }', { name: undefined }, false],
  ['{ name: "형지I&C" }', { name: '형지I&C' }, true],
  ['{ name: "삼성.*" }', {}, false],
  ['{ name: "*" }', {}, true],
  ['{ name: "*" }', { name: undefined }, false],
]);

runs('event', [
  ['{ stock: 005930 }', { event: 'release' }, false],
  ['{ event: release }', { event: 'release' }, true],
  ['{ event: release }', {}, false],
  ['{ event: trigger }', {}, true],
  ['{ event: any }', { event: 'release' }, true],
  ['{ event: any }', {}, true],
  ['{ event: [trigger, release] }', { event: 'release' }, true],
  ['{ all: true }', {}, true],
  ['{ all: true }', { event: 'release' }, false],
  ['{ all: true, event: any }', { event: 'release' }, true],
  ['{ any: [{ event: release }, { count: 1 }] }', { event: 'release' }, true],
  ['{ any: [{ event: release }, { count: 1 }] }', {}, true],
  ['{ not: { event: trigger } }', { event: 'release' }, true],
  ['{ all: [{ any: [{ all: [{ event: any }] }] }] }', { event: 'release' }, true],
]);

runs('kind, direction, market, venue, type', [
  ['{ kind: static }', {}, true],
  ['{ kind: dynamic }', {}, false],
  ['{ kind: [dynamic, both] }', { kind: 'both' }, true],
  ['{ kind: static }', { kind: 'both' }, false],
  ['{ direction: up }', {}, true],
  ['{ direction: down }', {}, false],
  ['{ direction: [up, down] }', { direction: 'down' }, true],
  ['{ direction: up }', { direction: undefined, deviation: undefined }, false],
  ['{ not: { direction: up } }', { direction: undefined, deviation: undefined }, false],
  ['{ not: { direction: up } }', { direction: 'down' }, true],
  ['{ market: kospi }', {}, true],
  ['{ market: kosdaq }', {}, false],
  ['{ market: [kospi, kosdaq] }', { market: undefined }, false],
  ['{ not: { market: kosdaq } }', { market: undefined }, false],
  ['{ venue: krx }', {}, true],
  ['{ venue: nxt }', { venue: 'nxt' }, true],
  ['{ venue: nxt }', {}, false],
  ['{ type: stock }', {}, true],
  ['{ type: [etf, etn] }', { type: 'etf' }, true],
  ['{ not: { type: [etf, etn] } }', {}, true],
  ['{ not: { type: [etf, etn] } }', { type: undefined }, false],
  ['{ type: preferred }', { type: 'preferred' }, true],
  ['{ type: spac }', { type: 'spac' }, true],
  ['{ type: reit }', { type: 'stock' }, false],
]);

runs('deviation', [
  ['{ deviation: ">= 10" }', {}, true],
  ['{ deviation: ">= 10" }', { direction: 'down' }, true],
  ['{ deviation: ">= 10.2" }', {}, true],
  ['{ deviation: "> 10.2" }', {}, false],
  ['{ deviation: 10.2 }', {}, true],
  ['{ deviation: 10 }', {}, false],
  ['{ deviation: "< 10" }', {}, false],
  ['{ deviation: ">= 10 %" }', {}, true],
  ['{ deviation: "3..6" }', { deviation: 3 }, true],
  ['{ deviation: "3..6" }', { deviation: 6 }, true],
  ['{ deviation: "3..6" }', { deviation: 6.01 }, false],
  ['{ deviation: ">= 3" }', { deviation: undefined }, false],
  ['{ not: { deviation: ">= 3" } }', { deviation: undefined }, false],
  ['{ deviation.static: ">= 10" }', {}, true],
  ['{ deviation.static: ">= 10" }', { direction: 'down' }, false],
  ['{ deviation.static: "<= -10" }', { direction: 'down' }, true],
  ['{ deviation.static: "-11..-10" }', { direction: 'down' }, true],
  ['{ deviation.static: ">= 0" }', { kind: 'dynamic' }, false],
  ['{ not: { deviation.static: ">= 0" } }', { kind: 'dynamic' }, false],
  ['{ deviation.dynamic: ">= 3" }', { kind: 'dynamic', deviation: 3.1 }, true],
  ['{ deviation.dynamic: ">= 3" }', { deviation: 10.2 }, false],
  ['{ deviation.dynamic: ">= 3" }', { kind: 'both' }, true],
  ['{ deviation: ">= 3" }', { kind: 'dynamic', deviation: 3.1 }, true],
]);

runs('the other numbers', [
  ['{ change: 12.5 }', {}, true],
  ['{ change: ">= 12.5%" }', {}, true],
  ['{ change: "<= -5" }', { change: -5 }, true],
  ['{ change: ">= 5" }', { change: -5 }, false],
  ['{ change: ">= 0" }', { change: undefined }, false],
  ['{ count: 1 }', {}, true],
  ['{ count: 1 }', { count: 2 }, false],
  ['{ count: "<= 2" }', { count: 2 }, true],
  ['{ count: [1, 3] }', { count: 3 }, true],
  ['{ count: [1, 3] }', { count: 2 }, false],
  ['{ count: ["1..2", ">= 10"] }', { count: 11 }, true],
  ['{ count: "!= 1" }', {}, false],
  ['{ count: "!= 1" }', { count: 2 }, true],
  ['{ count: "!= 1" }', { count: undefined }, false],
  ['{ price: "67,000원" }', {}, true],
  ['{ price: "< 10만원" }', {}, true],
  ['{ price: ">= 6만 7000" }', {}, true],
  ['{ price: "1000..5000" }', {}, false],
  ['{ volume: ">= 100만" }', {}, true],
  ['{ volume: ">= 150만주" }', {}, true],
  ['{ volume: "> 1,500,000 주" }', {}, false],
  ['{ turnover: ">= 100억" }', {}, true],
  ['{ turnover: ">= 100억원" }', {}, true],
  ['{ turnover: "412억" }', {}, true],
  ['{ turnover: ">= 1조 2000억" }', {}, false],
  ['{ turnover: ">= 1조 2000억" }', { turnover: 1_200_000_000_000 }, true],
  ['{ turnover: "> 1조2,000억" }', { turnover: 1_200_000_000_000 }, false],
  ['{ turnover: "1.5억..500억" }', {}, true],
  ['{ turnover: ">= 0" }', { turnover: undefined }, false],
]);

runs('the time since the VI before it', [
  ['{ since_last: "<= 10m" }', { sinceLast: 600_000 }, true],
  ['{ since_last: "<= 10m" }', { sinceLast: 601_000 }, false],
  ['{ since_last: "< 10m" }', { sinceLast: 600_000 }, false],
  ['{ since_last: "> 1h" }', { sinceLast: 3_601_000 }, true],
  ['{ since_last: 5m..30m }', { sinceLast: 300_000 }, true],
  ['{ since_last: 5m..1h30m }', { sinceLast: 5_400_000 }, true],
  ['{ since_last: 5m..30m }', { sinceLast: 299_000 }, false],
  ['{ since_last: 90s }', { sinceLast: 90_000 }, true],
  ['{ since_last: "!= 10m" }', { sinceLast: 90_000 }, true],
  ['{ since_last: ["<= 1m", ">= 1h"] }', { sinceLast: 3_600_000 }, true],
  ['{ since_last: ["<= 1m", ">= 1h"] }', { sinceLast: 600_000 }, false],
  ['{ since_last: "<= 24h" }', {}, false],
  ['{ not: { since_last: "<= 10m" } }', {}, false],
  ['{ not: { since_last: "<= 10m" } }', { sinceLast: 601_000 }, true],
  ['{ any: [{ count: 1 }, { since_last: "> 1h" }] }', {}, true],
]);

runs('time', [
  ['{ time: "09:00-09:30" }', {}, true],
  ['{ time: 09:00-09:30 }', { time: '09:00:00' }, true],
  ['{ time: "09:00-09:30" }', { time: '08:59:59' }, false],
  ['{ time: "09:00-09:30" }', { time: '09:29:59' }, true],
  ['{ time: "09:00-09:30" }', { time: '09:30:00' }, false],
  ['{ time: ["09:00-09:05", "15:00-15:30"] }', { time: '15:10:00' }, true],
  ['{ time: ["09:00-09:05", "15:00-15:30"] }', { time: '12:00:00' }, false],
  ['{ time: "9:00:30 - 9:05:01" }', {}, true],
  ['{ time: "15:00-24:00" }', { time: '19:59:59' }, true],
  ['{ not: { time: "11:30-12:30" } }', {}, true],
]);

runs('session', [
  ['{ session: regular }', {}, true],
  ['{ session: regular }', { time: '09:00:00' }, true],
  ['{ session: opening }', { time: '09:00:20' }, true],
  ['{ session: [opening] }', { time: '09:00:30' }, false],
  ['{ session: opening }', { time: '08:29:59' }, false],
  ['{ session: closing }', { time: '15:20:00' }, true],
  ['{ session: regular }', { time: '15:20:00' }, false],
  ['{ session: after }', { time: '16:30:00' }, true],
  ['{ session: nxt-pre }', { venue: 'nxt', time: '08:10:00' }, true],
  ['{ session: nxt-pre }', { venue: 'krx', time: '08:10:00' }, false],
  ['{ session: regular }', { venue: 'nxt', time: '09:00:10' }, false],
  ['{ session: regular }', { venue: 'nxt', time: '09:00:30' }, true],
  ['{ session: after }', { venue: 'nxt', time: '15:45:00' }, true],
  ['{ session: after }', { venue: 'krx', time: '15:45:00' }, false],
  ['{ session: open+5m..close-10m }', { time: '09:05:00' }, true],
  ['{ session: open+5m..close-10m }', { time: '09:04:59' }, false],
  ['{ session: open+5m..close-10m }', { time: '15:19:59' }, true],
  ['{ session: open+5m..close-10m }', { time: '15:20:00' }, false],
  ['{ session: open..open+30m }', { day: '2026-11-19', time: '09:10:00' }, false],
  ['{ session: open..open+30m }', { day: '2026-11-19', time: '10:10:00' }, true],
  ['{ session: open-30m..open }', { time: '08:45:00' }, true],
  ['{ session: regular }', { day: '2026-11-21' }, false],
  ['{ session: open..close }', { day: '2026-11-21' }, false],
  ['{ session: [closing, open..open+10m] }', {}, true],
]);

runs('groups', [
  ['{ any: [{ count: 2 }, { direction: up }] }', {}, true],
  ['{ any: [{ count: 2 }, { direction: down }] }', {}, false],
  ['{ any: [{ count: 1, direction: down }, { kind: dynamic }] }', {}, false],
  ['{ any: { count: 2, direction: up } }', {}, true],
  ['{ all: [{ count: 1 }, { direction: up }] }', {}, true],
  ['{ all: [{ count: 1 }, { direction: down }] }', {}, false],
  ['{ all: { count: 1, direction: up } }', {}, true],
  ['{ not: { count: 1, direction: down } }', {}, true],
  ['{ not: { count: 1, direction: up } }', {}, false],
  ['{ not: [{ count: 1 }, { direction: down }] }', {}, false],
  ['{ not: [{ count: 2 }, { direction: down }] }', {}, true],
  ['{ not: { not: { count: 1 } } }', {}, true],
  ['{ not: { not: { count: 1 } } }', { count: undefined }, false],
  ['{ any: [{ count: 1 }, { direction: up }] }', { count: undefined }, true],
  ['{ any: [{ count: 1 }, { direction: down }] }', { count: undefined }, false],
  ['{ not: { any: [{ count: 1 }, { direction: down }] } }', { count: undefined }, false],
  ['{ not: { any: [{ count: 1 }, { direction: up }] } }', { count: undefined }, false],
  ['{ not: { all: [{ count: 1 }, { direction: down }] } }', { count: undefined }, true],
  ['{ not: { all: [{ count: 1 }, { direction: up }] } }', { count: undefined }, false],
  ['{ direction: up, any: [{ not: { type: etf } }, { count: 9 }] }', {}, true],
  ['{ not: { all: true } }', {}, false],
  ['{ any: [{ all: true }] }', {}, true],
]);

test('a deviation of the other kind is no value even when a frame carries one', () => {
  const odd = eventOf({}, { kind: 'dynamic', deviation: { static: 15, dynamic: 3 } });
  expect(ruleSet('{ deviation.static: ">= 10" }').match(odd)).toEqual([]);
  expect(ruleSet('{ deviation: ">= 10" }').match(odd)).toEqual([]);
  expect(ruleSet('{ deviation: 3 }').match(odd)).toHaveLength(1);
});

test('of both kinds the larger size counts', () => {
  const both = eventOf({}, { kind: 'both', deviation: { static: -10, dynamic: 3 } });
  expect(ruleSet('{ deviation: 10 }').match(both)).toHaveLength(1);
  expect(ruleSet('{ deviation: 3 }').match(both)).toEqual([]);
});

test('explain names each condition with its place, its test and the value seen', () => {
  const set = ruleSet(
    '{ watchlist: 반도체, deviation: ">= 11%", not: { type: [etf, etn] }, any: [{ count: 2 }, { market: kospi, change: "> 0" }] }',
  );
  const seen = set
    .explain(eventOf({ change: undefined }))
    .flatMap(({ conditions }) => conditions)
    .map(({ word, test: tested, value, matched }) => [word, tested, value, matched]);
  expect(seen).toEqual([
    ['event', 'trigger', 'trigger', true],
    ['watchlist', '반도체', '005930 삼성전자', true],
    ['deviation', '>= 11%', '10.20 %', false],
    ['any[0].count', '2', '1', false],
    ['any[1].change', '> 0', undefined, false],
    ['any[1].market', 'kospi', 'kospi', true],
    ['not.type', 'etf, etn', 'stock', true],
  ]);
});

test.for([
  ['{ count: ">= 1" }', '1'],
  ['{ change: ">= 1" }', '+12.50 %'],
  ['{ deviation.static: "> 0" }', '+10.20 %'],
  ['{ price: "> 0" }', '67,000원'],
  ['{ since_last: "> 1s" }', undefined],
  ['{ volume: "> 0" }', '1,500,000주'],
  ['{ session: regular }', '09:05:00 regular'],
  ['{ all: true }', 'every event'],
])('explain of %s shows %s', ([when, value]) => {
  const conditions = ruleSet(when!).explain(eventOf({}))[0]!.conditions;
  expect(conditions.at(-1)!.value).toBe(value);
});
