import { describe, expect, test } from 'vitest';
import type { CommandState, Illustration, Lived } from '../../src/command/command.ts';
import { today } from '../../src/command/commands/today.ts';
import type { DayPicture, StockPicture } from '../../src/picture/picture.ts';
import type { LedgerRow } from '../../src/store/obligation.ts';
import type { Standing } from '../../src/store/outcome.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { GROUP, stateOf, toldOf } from './state.ts';

const at = (time: string): number => instantOf('2026-11-20', time);

const row = (channel: string, outcome: Standing): LedgerRow => ({
  day: '2026-11-20',
  stock: '005930',
  venue: 'krx',
  kind: 'static',
  trigger_time: '09:05:00',
  event: 'trigger',
  rule: '급등주',
  channel,
  outcome,
  reason: null,
  message_id: null,
  at: at('09:05:01'),
});

const lived = (given: Partial<ViEvent>, rows: readonly LedgerRow[] = []): Lived => {
  const event = viEvent(given);
  return { event, episode: `${event.stock}/${event.triggerTime}`, rows };
};

const CHANNELS = [
  { name: 'phone', chat: GROUP, waiting: 0, paused: undefined, quietUntil: undefined },
  { name: 'desk', chat: 'slack:C1', waiting: 0, paused: undefined, quietUntil: undefined },
];

const state = (given: Partial<CommandState>): CommandState =>
  stateOf({ now: at('10:00:00'), channels: CHANNELS, ...given });

const illustration = (words: string, given: Partial<CommandState>): Illustration | undefined =>
  today.run(words.split(' ').filter(Boolean), state(given)).illustration;

const dayOf = (given: Partial<CommandState>) =>
  illustration('', given)?.picture as DayPicture | undefined;
const stockOf = (words: string, given: Partial<CommandState>) =>
  illustration(words, given)?.picture as StockPicture | undefined;

describe('the picture of the day', () => {
  test('is none before anything has fired: the words answer', () => {
    expect(dayOf({})).toBeUndefined();
    expect(today.run([], state({})).reply({ mute: undefined }).lines).toEqual(['오늘 알림 0건']);
  });

  test('counts an interruption once, whatever was heard of it', () => {
    const trigger = { triggerTime: '09:05:00', direction: 'up' } as const;
    const release = { ...trigger, event: 'release', releaseTime: '09:07:12' } as const;
    const history = [
      // Its venue was not known yet.
      lived({ ...trigger, venue: undefined }),
      lived(release),
      lived({ ...trigger, stock: '000660', venue: 'nxt', direction: 'down' }),
    ];
    expect(dayOf({ history })?.fired).toEqual([
      { at: at('09:05:00'), direction: 'up' },
      { at: at('09:05:00'), direction: 'down' },
    ]);
  });

  test('leaves out what the broker does not know of', () => {
    expect(dayOf({ history: [{ ...lived({}), isAbsent: true }] })).toBeUndefined();
  });

  test('lists the five most interrupted stocks by the names of the stock list', () => {
    const codes = ['005930', '005930', '000660', '000660', '000660', '1', '2', '3', '4', '5'];
    const history = codes.map((stock, second) =>
      lived({ stock, name: `이름${stock}`, triggerTime: `09:00:0${second}`, direction: 'up' }),
    );
    expect(dayOf({ history })?.busiest.map(({ name, up }) => `${name} ${up}`)).toEqual([
      'SK하이닉스 3',
      '삼성전자 2',
      '이름1 1',
      '이름2 1',
      '이름3 1',
    ]);
  });

  test.each([
    ['sent', ['sent'], { sent: 1 }],
    ['merged', ['merged'], { merged: 1 }],
    ['muted', ['muted'], { muted: 1 }],
    ['waiting', ['waiting'], { other: 1 }],
    ['too late', ['expired'], { other: 1 }],
    ['sent for one rule and muted for another', ['muted', 'sent'], { sent: 1 }],
  ] as const)('counts an alert that was %s here', (_what, outcomes, wanted) => {
    const none = { sent: 0, merged: 0, muted: 0, other: 0 };
    const here = outcomes.map((outcome) => row('phone', outcome));
    const history = [lived({}, [...here, row('desk', 'failed')])];
    expect(dayOf({ history })?.outcomes).toEqual({ ...none, ...wanted });
    const where = { chat: 'telegram:9', direct: true };
    expect(dayOf({ history, where })?.outcomes).toEqual(none);
  });
});

describe('the picture of a stock', () => {
  test('has a band for each of its interruptions', () => {
    const history = [
      lived({ stock: '000660', triggerTime: '09:00:00' }),
      lived({ triggerTime: '09:05:00', direction: 'up', kind: 'static' }),
      lived({ triggerTime: '09:05:00', kind: 'static', event: 'release', releaseTime: '09:07:12' }),
      lived({ triggerTime: '09:30:00', direction: 'down', kind: 'dynamic' }),
    ];
    const picture = stockOf('삼성전자', { history });
    expect(picture).toMatchObject({ code: '005930', name: '삼성전자', now: at('10:00:00') });
    expect(picture?.bands).toEqual([
      { from: at('09:05:00'), until: at('09:07:12'), direction: 'up' },
      { from: at('09:30:00'), until: undefined, direction: 'down' },
    ]);
  });

  test('is drawn without an interruption too', () => {
    expect(stockOf('005930', {})?.bands).toEqual([]);
  });

  test('is none where several stocks may be meant, or none is', () => {
    expect(illustration('삼성', {})).toBeUndefined();
    expect(illustration('없는종목', {})).toBeUndefined();
  });
});

test('under the picture stand the words, a few of them', () => {
  const many = Array.from({ length: 20 }, (_, n) => toldOf({ event: `e${n}`, stock: `1000${n}` }));
  const { caption, locale } = illustration('', { told: many, history: [lived({})], locale: 'en' })!;
  expect(caption.lines).toHaveLength(10);
  expect([caption.lines[0], caption.lines.at(-1), locale]).toEqual([
    'Alerts today: 20',
    '12 more',
    'en',
  ]);
});
