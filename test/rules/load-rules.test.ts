import { describe, expect, test } from 'vitest';
import { describedEvent, type Description } from '../../src/rules/described-event.ts';
import { loadRules, type RulesOptions } from '../../src/rules/load-rules.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';

const loaded = (rules: string, options: RulesOptions = {}) =>
  loadRules(folderOf({ 'rules.yaml': rules }), options);

const setOf = (rules: string) => {
  const { faults, set } = loaded(rules);
  expect(faults).toEqual([]);
  return set!;
};

const event = (said: Partial<Description> = {}) =>
  describedEvent({ stock: '005930', day: '2026-11-20', time: '09:05:00', heardAt: 0, ...said });

describe('a rule', () => {
  test('has the documented defaults', () => {
    expect(setOf('rules: [{ name: 가, when: { all: true }, notify: phone }]').rules).toEqual([
      {
        name: '가',
        notify: ['phone'],
        priority: 'normal',
        cooldown: undefined,
        limit: undefined,
        onRelease: 'edit',
        note: undefined,
      },
    ]);
  });

  test('says what it does', () => {
    const keys =
      'notify: [phone, desk], priority: high, cooldown: 1h30m, limit: 5/10m, on_release: silent, note: 메모';
    expect(setOf(`rules: [{ name: 가, when: { all: true }, ${keys} }]`).rules).toEqual([
      {
        name: '가',
        notify: ['phone', 'desk'],
        priority: 'high',
        cooldown: 5_400_000,
        limit: { count: 5, ms: 600_000 },
        onRelease: 'silent',
        note: '메모',
      },
    ]);
  });

  test('takes from the defaults what it does not say itself', () => {
    const set = setOf(`
defaults: { notify: [phone], priority: low, cooldown: until-close, enabled: false }
rules:
  - { name: 가, when: { all: true } }
  - { name: 나, when: { all: true, event: any }, notify: desk, priority: high, enabled: true }
`);
    expect(set.rules.map(({ notify, priority, cooldown }) => [notify, priority, cooldown])).toEqual(
      [
        [['phone'], 'low', 'until-close'],
        [['desk'], 'high', 'until-close'],
      ],
    );
    expect(set.match(event()).map(({ name }) => name)).toEqual(['나']);
  });

  test('that is off is listed and explained, and does not match', () => {
    const set = setOf('rules: [{ name: 가, when: { all: true }, notify: x, enabled: false }]');
    expect(set.rules).toHaveLength(1);
    expect(set.match(event())).toEqual([]);
    expect(set.explain(event())).toEqual([
      { rule: '가', matched: false, off: 'enabled: false', conditions: [] },
    ]);
  });

  test('works to the end of the day it expires on', () => {
    const set = setOf('rules: [{ name: 가, when: { all: true }, notify: x, expires: 2026-11-20 }]');
    expect(set.match(event())).toHaveLength(1);
    expect(set.match(event({ day: '2026-11-23' }))).toEqual([]);
    expect(set.explain(event({ day: '2026-11-23' }))[0]!.off).toBe('expired 2026-11-20');
  });
});

test('several rules match one event, in the order of the file', () => {
  const set = setOf(`
rules:
  - { name: 하나, when: { stock: 005930 }, notify: x }
  - { name: 둘, when: { stock: 000660 }, notify: x }
  - { name: 셋, when: { all: true }, notify: x }
`);
  const names = (stock: string) => set.match(event({ stock })).map(({ name }) => name);
  expect(names('005930')).toEqual(['하나', '셋']);
  expect(names('000660')).toEqual(['둘', '셋']);
  // The same, once the candidates of the stock are remembered, and after a flood of other codes.
  for (let code = 0; code < 12_000; code += 1) set.match(event({ stock: String(code) }));
  expect(names('005930')).toEqual(['하나', '셋']);
});

test('watchlists are known by name and tell which of them hold a stock', () => {
  const set = setOf(`
watchlists: { 가: [005930], 나: [삼성전자, { except: 000660 }], 다: [] }
rules: [{ name: 하나, when: { watchlist: [가, 나, 다] }, notify: x }]
`);
  expect(set.watchlistNames).toEqual(['가', '나', '다']);
  expect([...set.watchlistsOf('005930', '삼성전자')]).toEqual(['가', '나']);
  expect([...set.watchlistsOf('005930', undefined)]).toEqual(['가']);
  expect([...set.watchlistsOf('000660', 'SK하이닉스')]).toEqual([]);
});

describe('a standing mute', () => {
  const set = setOf(`
rules: [{ name: 가, when: { all: true, event: any }, notify: x }]
mutes:
  - { when: { stock: 000660 }, expires: 2026-11-19 }
  - { when: { time: "11:30-12:30", not: { stock: 035420 } }, reason: 점심 }
  - { when: { event: trigger, count: "> 5" } }
`);
  const index = (said: Partial<Description>) => set.standingMute(event(said))?.index;

  test('hides what its conditions say, and is told with its place and reason', () => {
    expect(set.standingMute(event({ time: '11:30:00' }))).toEqual({
      index: 2,
      reason: '점심',
      text: 'time: 11:30-12:30, not.stock: 035420',
      expires: undefined,
    });
    expect(index({ time: '12:30:00' })).toBeUndefined();
    expect(index({ time: '11:30:00', stock: '035420' })).toBeUndefined();
  });

  test('hides releases too, unless it names the event', () => {
    expect(index({ time: '11:30:00', event: 'release' })).toBe(2);
    expect(index({ count: 6 })).toBe(3);
    expect(index({ count: 6, event: 'release' })).toBeUndefined();
  });

  test('ends with the day it expires on', () => {
    expect(index({ stock: '000660', day: '2026-11-19' })).toBe(1);
    expect(index({ stock: '000660' })).toBeUndefined();
  });
});

test('a rules file that is not there is a fault', () => {
  expect(loadRules(folderOf({})).faults).toMatchObject([
    {
      file: 'config/rules.yaml',
      line: 1,
      column: 1,
      message: 'The file cannot be read: there is no such file',
    },
  ]);
});
