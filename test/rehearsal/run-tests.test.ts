import { describe, expect, test } from 'vitest';
import { difference, run } from './stage.ts';

const rulesOf = (...rules: readonly string[]): string =>
  `watchlists: { 반도체: [005930, 000660] }
defaults: { notify: phone }
rules:
${rules.map((rule) => `  - ${rule}\n`).join('')}`;

const ANY = rulesOf('{ name: 모두, when: { all: true } }');

describe('the example of rules-language.md', () => {
  const rules = rulesOf(`name: 반도체 상승 VI
    when: { watchlist: [반도체], direction: up, deviation: ">= 10", count: 1 }
    notify: [phone, desk]`);
  const events = `events:
  - { stock: 005930, kind: static, direction: up, deviation: 10.2, count: 1 }
  - { stock: 005930, kind: static, direction: up, deviation: 10.1, count: 2 }`;

  test('passes as it is written there', async () => {
    const told = '{ rule: 반도체 상승 VI, stock: 005930, count: 1, to: [phone, desk] }';
    expect(await difference(rules, `${events}\nexpect: [${told}]`)).toEqual([]);
  });

  test.each([
    ['the second one is expected', 'stock: 005930, count: 2'],
    ['another stock is expected', 'stock: 000660, count: 1'],
    ['only one channel is expected', 'stock: 005930, count: 1, to: phone'],
    ['one channel is expected twice', 'to: [phone, phone]'],
    ['a digest is expected', 'digest: 1'],
    ['a release is expected', 'event: release'],
    ['a silent one is expected', 'silent: true'],
    ['other words are expected', 'text: 하한가'],
  ])('fails where %s, from both sides', async (_what, words) => {
    const lines = await difference(
      rules,
      `${events}\nexpect: [{ rule: 반도체 상승 VI, ${words} }]`,
    );
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('+ '))).toHaveLength(1);
  });

  test('fails where silence is expected, and where one message is expected twice', async () => {
    expect((await difference(rules, `${events}\nexpect: []`))[0]).toMatch(
      /^\+ 반도체 상승 VI · 005930/,
    );
    const twice = '{ rule: 반도체 상승 VI }, { rule: 반도체 상승 VI }';
    const lines = await difference(rules, `${events}\nexpect: [${twice}]`);
    expect(lines.filter((line) => /^[-+] /.test(line))).toHaveLength(1);
  });
});

describe('what may be left out', () => {
  test.each([
    ['a static one', 'kind: static'],
    ['that rises', 'direction: up'],
    ['by ten percent', 'deviation: 10'],
    ['on KRX', 'venue: krx'],
    ['an ordinary stock', 'type: stock, market: kospi'],
    ['the first of the day', 'count: 1'],
  ])('is filled in as %s', async (_what, when) => {
    const rules = rulesOf(`{ name: 그것, when: { ${when} } }`);
    expect(
      await difference(rules, 'events: [{ stock: 005930 }]\nexpect: [{ rule: 그것 }]'),
    ).toEqual([]);
  });

  test.each(['price: ">= 0"', 'turnover: ">= 0"', 'volume: ">= 0"', 'change: ">= -30"'])(
    'is no value, %s says so',
    async (when) => {
      const rules = rulesOf(`{ name: 그것, when: { ${when} } }`);
      const lines = await difference(
        rules,
        'events: [{ stock: 005930 }]\nexpect: [{ rule: 그것 }]',
      );
      expect(lines.join('\n')).toContain('no value');
    },
  );

  test('events are a second apart, or what `after` says, and their count goes on', async () => {
    const rules = rulesOf(
      '{ name: 둘째, when: { count: 2, time: "09:05:01-09:05:02" } }',
      '{ name: 셋째, when: { count: 3, time: "09:10:01-09:10:02" } }',
    );
    const events = 'events: [{ stock: 005930 }, { stock: 005930 }, { stock: 005930, after: 5m }]';
    expect(await difference(rules, `${events}\nexpect: [{ rule: 둘째 }, { rule: 셋째 }]`)).toEqual(
      [],
    );
  });

  test('each knows how long ago its stock fired before, on its venue', async () => {
    const rules = rulesOf('{ name: 또, when: { since_last: "<= 5m" } }');
    const events = `events:
  - { stock: 005930 }
  - { stock: 000660, after: 1m }
  - { stock: 005930, after: 1m, venue: nxt }
  - { stock: 005930, after: 3m }
  - { stock: 005930, after: 5m1s }`;
    const expected = '{ rule: 또, stock: 005930, venue: krx, count: 3 }';
    expect(await difference(rules, `${events}\nexpect: [${expected}]`)).toEqual([]);
  });

  test('a name stands for its stock, there and in what is expected', async () => {
    const rules = rulesOf('{ name: 그것, when: { stock: 카카오 } }');
    const lines =
      'events: [{ stock: 카카오 }, { stock: 네이버 }]\nexpect: [{ rule: 그것, stock: 카카오 }]';
    expect(await difference(rules, lines)).toEqual([]);
  });
});

describe('rules on the simulated clock', () => {
  test('a cooldown silences, and ends', async () => {
    const rules = rulesOf('{ name: 모두, when: { all: true }, cooldown: 10m }');
    const events = `events:
  - { stock: 005930 }
  - { stock: 005930, after: 9m59s }
  - { stock: 000660 }
  - { stock: 005930, after: 1m }`;
    const told = (stock: string, count: number) =>
      `{ rule: 모두, stock: ${stock}, count: ${count} }`;
    const expected = [told('005930', 1), told('000660', 1), told('005930', 3)].join(', ');
    expect(await difference(rules, `${events}\nexpect: [${expected}]`)).toEqual([]);
    const lines = await difference(rules, `${events}\nexpect: [${expected}, ${told('005930', 2)}]`);
    expect(lines[2]).toContain('phone: suppressed, cooldown until 09:15:00');
  });

  test('past a limit there is one digest', async () => {
    const rules = rulesOf('{ name: 모두, when: { all: true }, limit: 1/10m }');
    const events = 'events: [{ stock: 000020 }, { stock: 000040 }, { stock: 000050 }]';
    const expected =
      'expect: [{ rule: 모두, stock: 000020 }, { rule: 모두, digest: 2, silent: true }]';
    expect(await difference(rules, `${events}\n${expected}`)).toEqual([]);
  });

  test('a mute of a chat hides there, and ends', async () => {
    const rules = rulesOf('{ name: 모두, when: { all: true }, notify: [phone, desk] }');
    const lines = `mutes: [{ mute: 005930 5m, in: desk }]
events: [{ stock: 005930 }, { stock: 005930, after: 5m }]
expect: [{ rule: 모두, count: 1, to: phone }, { rule: 모두, count: 2, to: [desk, phone] }]`;
    expect(await difference(rules, lines)).toEqual([]);
  });

  test('a mute for everyone and a standing one tell why', async () => {
    const rules = `${ANY}mutes: [{ when: { stock: 000660 }, reason: 점심 }]\n`;
    const lines = await difference(
      rules,
      `mutes: [005930 1h]
events: [{ stock: 005930 }, { stock: 000660 }]
expect: [{ rule: 모두, stock: 005930 }, { rule: 모두, stock: 000660 }]`,
    );
    expect(lines.join('\n')).toContain('phone: muted, mute 1 by test');
    expect(lines.join('\n')).toContain('phone: muted, standing mute 1: 점심');
  });

  test('a release is told where a rule asks for it, and is silent in an edit', async () => {
    const rules = rulesOf(
      '{ name: 해제, when: { event: release } }',
      '{ name: 답글, when: { all: true }, on_release: reply }',
      '{ name: 고침, when: { all: true }, notify: desk }',
    );
    const lines = `events:
  - { stock: 005930, kind: dynamic }
  - { stock: 005930, event: release, after: 2m3s }
expect:
  - { rule: 해제, event: release, kind: dynamic, silent: false, text: 2분 3초 }
  - { rule: 답글, event: trigger }
  - { rule: 답글, event: release, silent: true }
  - { rule: 고침, event: trigger }`;
    expect(await difference(rules, lines)).toEqual([]);
  });

  test('a release without its trigger ends one that nobody saw begin', async () => {
    const rules = rulesOf('{ name: 해제, when: { event: release } }');
    const lines =
      'events: [{ stock: 005930, event: release }]\nexpect: [{ rule: 해제, text: "09:05:00" }]';
    expect(await difference(rules, lines)).toEqual([]);
  });

  test('rules of one message are told apart, and each chat shows it once', async () => {
    const rules = rulesOf(
      '{ name: 하나, when: { all: true }, priority: low }',
      '{ name: 둘, when: { direction: up }, notify: [phone, desk] }',
    );
    const lines = `events: [{ stock: 005930 }]
expect: [{ rule: 하나, to: phone, text: "하나, 둘" }, { rule: 둘, to: [phone, desk] }]`;
    expect(await difference(rules, lines)).toEqual([]);
  });
});

test('the order of what is expected has no meaning', async () => {
  const events = 'events: [{ stock: 005930 }, { stock: 005930 }, { stock: 000660 }]';
  for (const expected of [
    '{ rule: 모두 }, { rule: 모두, stock: 005930 }, { rule: 모두, stock: 005930, count: 1 }',
    '{ rule: 모두, stock: 005930, count: 1 }, { rule: 모두, stock: 005930 }, { rule: 모두 }',
  ]) {
    expect(await difference(ANY, `${events}\nexpect: [${expected}]`)).toEqual([]);
  }
});

test('a message is silent where none of its chats rings', async () => {
  const rules = rulesOf(
    '{ name: 조용히, when: { all: true }, priority: low, notify: [phone, desk] }',
    '{ name: 크게, when: { direction: up }, notify: desk }',
  );
  const lines = (silent: boolean, up: string) => `events: [{ stock: 005930, direction: ${up} }]
expect: [{ rule: 조용히, to: [desk, phone], silent: ${silent} }${up === 'up' ? ', { rule: 크게 }' : ''}]`;
  expect(await difference(rules, lines(false, 'up'))).toEqual([]);
  expect(await difference(rules, lines(true, 'down'))).toEqual([]);
  expect(await difference(rules, lines(true, 'up'))).not.toEqual([]);
});

test('`only` looks at some rules alone, and reaches those alone', async () => {
  const rules = rulesOf('{ name: 하나, when: { all: true } }', '{ name: 둘, when: { all: true } }');
  const tests = `tests:
  - { name: t, at: "2026-11-20 09:05:00", only: 하나, events: [{ stock: 005930 }], expect: [{ rule: 하나 }] }
  - { name: u, at: "2026-11-20 09:05:00", only: 하나, events: [{ stock: 005930 }], expect: [] }
`;
  const { results, unreached } = await run(rules, tests);
  expect(results.map(({ ok }) => ok)).toEqual([true, false]);
  expect(unreached).toEqual(['둘']);
});

describe('why an expected message was not sent', () => {
  test.each([
    ['a condition said no', '{ name: 그것, when: { direction: down } }', '✗ direction: down (up)'],
    ['the rule is off', '{ name: 그것, when: { all: true }, enabled: false }', '✗ enabled: false'],
    [
      'the rule expired',
      '{ name: 그것, when: { all: true }, expires: 2026-11-19 }',
      '✗ expired 2026-11-19',
    ],
    ['another channel was told', '{ name: 그것, when: { all: true } }', '→ phone: sent'],
  ])('%s', async (_what, rule, reason) => {
    const lines = await difference(
      rulesOf(rule),
      'events: [{ stock: 005930 }]\nexpect: [{ rule: 그것, to: desk }]',
    );
    expect(lines.join('\n')).toContain(reason);
  });

  test('no event of the test is like it', async () => {
    const lines = await difference(
      ANY,
      'events: [{ stock: 005930 }]\nexpect: [{ rule: 모두, stock: 000660 }]',
    );
    expect(lines[1]).toContain('no such event');
  });
});

test('rules that no test reached are named, reached ones are not', async () => {
  const rules = rulesOf(
    '{ name: 오름, when: { direction: up } }',
    '{ name: 내림, when: { direction: down } }',
    '{ name: 꺼짐, when: { all: true }, enabled: false }',
  );
  const tests = `tests:
  - { name: 하나, at: "2026-11-20 09:05:00", events: [{ stock: 005930 }], expect: [{ rule: 오름 }] }
  - { name: 둘, at: "2026-11-20 09:05:00", events: [{ stock: 005930 }], expect: [] }
`;
  const { results, unreached } = await run(rules, tests);
  expect(unreached).toEqual(['내림', '꺼짐']);
  expect(results.map(({ test: { name, place }, ok }) => [name, place.line, ok])).toEqual([
    ['하나', 2, true],
    ['둘', 3, false],
  ]);
});
