import { expect, test } from 'vitest';
import { textOf } from '../../src/alert/message.ts';
import { why } from '../../src/command/commands/why.ts';
import type { CommandState, Lived } from '../../src/command/command.ts';
import type { LedgerRow } from '../../src/store/obligation.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { stateOf } from './state.ts';

const row = (given: Partial<LedgerRow>): LedgerRow => ({
  day: '2026-11-20',
  stock: '005930',
  venue: 'krx',
  kind: 'static',
  trigger_time: '09:05:00',
  event: 'trigger',
  rule: '반도체 상승 VI',
  channel: 'phone',
  outcome: 'sent',
  reason: null,
  message_id: '17',
  at: instantOf('2026-11-20', '09:05:00') + 900,
  ...given,
});

const tellWhy = (state: CommandState, ...words: string[]): string =>
  textOf(why.run(words, state).reply({ mute: undefined }));

test('why tells each outcome, how long it took, and which condition said no', () => {
  const base = stateOf();
  const refused = {
    rule: '하락 정적',
    matched: false,
    off: undefined,
    conditions: [{ word: 'direction', test: 'down', value: 'up', matched: false }],
  };
  const state: CommandState = {
    ...base,
    rules: { ...base.rules, explain: () => [refused] },
    history: [
      {
        event: viEvent(),
        episode: 'e1',
        rows: [
          row({}),
          row({
            channel: 'desk',
            outcome: 'muted',
            reason: 'mute 3 by telegram:1',
            message_id: null,
          }),
        ],
      },
    ],
  };
  expect(tellWhy(state, '005930').split('\n')).toEqual([
    '삼성전자(005930): 오늘 1건',
    '09:05:00 발동 정적 1회 KRX',
    '  반도체 상승 VI → phone: 보냄 09:05:00 (0.9초 뒤)',
    '  반도체 상승 VI → desk: 음소거됨 09:05:00 (mute 3 by telegram:1)',
    '  ✗ 하락 정적: direction down ← up',
  ]);
});

test('why of a stock without events says so, and of an unknown one that it is unknown', () => {
  expect(tellWhy(stateOf(), '005930')).toContain('오늘 0건');
  expect(why.run(['없는종목'], stateOf()).ok).toBe(false);
});

test.for<[how: string, lived: Partial<Lived>, ko: string, en: string]>([
  ['at once', {}, 'KRX', 'KRX'],
  [
    'late',
    { event: viEvent({ heardAt: instantOf('2026-11-20', '09:05:12') }) },
    'KRX (12초 늦게 들음)',
    'KRX (heard 12 s late)',
  ],
  [
    'from the history',
    { event: viEvent({ source: 'catch-up', heardAt: instantOf('2026-11-20', '09:06:40') }) },
    'KRX (키움 기록에서 뒤늦게 앎, 100초 늦게 들음)',
    "KRX (learnt from the broker's history, heard 100 s late)",
  ],
  [
    'and the broker does not know of it',
    { isAbsent: true },
    'KRX (키움 기록에 없음)',
    "KRX (not in the broker's history)",
  ],
])('why tells how an event was heard: %s', ([, given, ko, en]) => {
  const event = viEvent({ heardAt: instantOf('2026-11-20', '09:05:01') });
  const history = [{ event, episode: 'e1', rows: [], ...given }];
  const heads = (['ko', 'en'] as const).map(
    (locale) => tellWhy(stateOf({ history, locale }), '005930').split('\n')[1],
  );
  expect(heads).toEqual([`09:05:00 발동 정적 1회 ${ko}`, `09:05:00 triggered static #1 ${en}`]);
});

test('why without a stock says how it is written', () => {
  expect(tellWhy(stateOf())).toBe('무엇을? 쓰는 법: why <stock>');
});
