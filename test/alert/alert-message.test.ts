import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertMessage } from '../../src/alert/alert-message.ts';
import { textOf } from '../../src/alert/message.ts';
import { releaseMessage } from '../../src/alert/release-message.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { aBareEvent, anEvent, aView } from './an-event.ts';

const RELEASED = { state: 'released', releaseTime: '11:04:14' } as const;
const headline = (event: Partial<ViEvent>): string | undefined =>
  alertMessage(aView({ event: anEvent(event) }), 'ko').lines[0];

describe('an alert', () => {
  test('is the card of market.md', () => {
    expect(textOf(alertMessage(aView(), 'ko'))).toBe(
      [
        '🔴▲ 대성에너지 상승 정적VI 2회 +10.07%',
        '9,730원 (기준 8,840) · 전일대비 +19.09%',
        '거래대금 412억 · 코스피 117580 · KRX',
        '11:02:01 발동 → 11:04:01~11:04:31 해제 예상',
        '규칙: 반도체 상승 VI',
      ].join('\n'),
    );
  });

  test('is complete in English', () => {
    expect(textOf(alertMessage(aView(), 'en'))).toBe(
      [
        '🔴▲ 대성에너지 up static VI #2 +10.07%',
        '₩9,730 (ref 8,840) · +19.09% on the day',
        'turnover ₩41.2B · KOSPI 117580 · KRX',
        'fired 11:02:01 → ends 11:04:01~11:04:31',
        'Rules: 반도체 상승 VI',
      ].join('\n'),
    );
  });

  test('carries mute 30 min, mute today, chart and news', () => {
    expect(alertMessage(aView(), 'ko').buttons).toEqual([
      [
        { label: '30분 끄기', press: 'm:117580:30m' },
        { label: '오늘 끄기', press: 'm:117580:today' },
        { label: '차트', url: 'https://m.stock.naver.com/domestic/stock/117580/total' },
        { label: '뉴스', url: 'https://m.stock.naver.com/domestic/stock/117580/news' },
      ],
    ]);
  });

  test('changes only its first line when the interruption ends', () => {
    const before = alertMessage(aView(), 'ko');
    const after = alertMessage(aView({ episode: RELEASED }), 'ko');
    expect(after.lines).toEqual([
      '⏹ 대성에너지 정적VI 해제 11:04:14 (2분 13초)',
      ...before.lines.slice(1),
    ]);
    expect(after.buttons).toEqual(before.buttons);
  });

  test('says when the end was never heard', () => {
    const view = aView({ episode: { state: 'unconfirmed', releaseTime: undefined } });
    expect(alertMessage(view, 'ko').lines[0]).toBe('❔ 대성에너지 정적VI 해제 미확인');
    expect(alertMessage(view, 'en').lines[0]).toBe('❔ 대성에너지 static VI release not confirmed');
  });

  test('leaves out what is not known, and is still delivered', () => {
    const message = alertMessage(aView({ event: aBareEvent(), rules: [] }), 'ko');
    expect(message.lines).toEqual([
      '⚪ 117580 VI',
      '117580',
      '11:02:01 발동 → 11:04:01~11:04:31 해제 예상',
    ]);
    expect(message.tone).toBe('neutral');
  });

  test('marks a late one and a possible repeat in both languages', () => {
    const view = aView({ marks: { lateMs: 12_300, repeat: true, insteadOf: undefined } });
    expect(alertMessage(view, 'ko').lines).toContain('(다시 보냄: 중복일 수 있음) (늦음 +12초)');
    expect(alertMessage(view, 'en').lines).toContain('(possible repeat) (late +12 s)');
  });

  test('names every rule once and shows the notes', () => {
    const rules = [
      { name: '가', note: undefined },
      { name: '나', note: '두 줄\n메모' },
    ];
    expect(alertMessage(aView({ rules }), 'ko').lines.slice(-2)).toEqual([
      '규칙: 가, 나',
      '메모: 두 줄 메모',
    ]);
  });

  test('tells the last three earlier ones of the stock', () => {
    const earlier = ['09:00:01', '09:10:00', '10:00:00', '10:30:00'].map((triggerTime) => ({
      triggerTime,
      kind: 'dynamic' as const,
      direction: 'down' as const,
    }));
    expect(alertMessage(aView({ earlier }), 'ko').lines).toContain(
      '오늘 앞서: 09:10:00 ▼ 동적 · 10:00:00 ▼ 동적 · 10:30:00 ▼ 동적',
    );
  });

  test.each<[string, Partial<ViEvent>, string]>([
    [
      'a fall is blue and signed',
      { direction: 'down', deviation: { static: -10.01, dynamic: undefined }, price: 7955 },
      '🔵▼ 대성에너지 하락 정적VI 2회 -10.01%',
    ],
    [
      'both kinds show the larger deviation',
      {
        kind: 'both',
        deviation: { static: 10.07, dynamic: 3.4 },
        reference: { static: 8840, dynamic: 9410 },
      },
      '🔴▲ 대성에너지 상승 동적+정적VI 2회 +10.07%',
    ],
    [
      'digits come from the reference price where the told percent is rounded',
      { deviation: { static: 10.1, dynamic: undefined } },
      '🔴▲ 대성에너지 상승 정적VI 2회 +10.07%',
    ],
    [
      'a told percent that the prices contradict is kept',
      { deviation: { static: 12.5, dynamic: undefined } },
      '🔴▲ 대성에너지 상승 정적VI 2회 +12.50%',
    ],
    [
      'without a told percent the prices say it',
      { deviation: { static: undefined, dynamic: undefined } },
      '🔴▲ 대성에너지 상승 정적VI 2회 +10.07%',
    ],
    [
      'an unknown direction has no arrow',
      { direction: undefined },
      '⚪ 대성에너지 정적VI 2회 +10.07%',
    ],
  ])('headline: %s', (_, event, wanted) => {
    expect(headline(event)).toBe(wanted);
  });

  test('never shows undefined, NaN or a made-up zero, whatever is missing', () => {
    const keys = Object.keys(aBareEvent()) as (keyof ViEvent)[];
    fc.assert(
      fc.property(fc.subarray(keys), fc.constantFrom('ko', 'en'), (known, locale) => {
        const part = Object.fromEntries(known.map((key) => [key, anEvent()[key]]));
        const text = textOf(alertMessage(aView({ event: { ...aBareEvent(), ...part } }), locale));
        expect(text).not.toMatch(/undefined|NaN|null|(^|\s)0[원%회]|₩0| {2}|· ·|\(\)/);
        expect(text).toContain('117580');
      }),
    );
  });
});

describe('a release of its own', () => {
  test('tells the end, how long it took, and what it was', () => {
    const event = anEvent({ event: 'release', releaseTime: '11:04:14' });
    expect(releaseMessage(aView({ event, episode: RELEASED, silent: true }), 'ko')).toMatchObject({
      silent: true,
      lines: [
        '⏹ 대성에너지 정적VI 해제 11:04:14 (2분 13초)',
        '🔴▲ 상승 2회 +10.07% · 9,730원 · 11:02:01 발동',
        '거래대금 412억 · 코스피 117580 · KRX',
        '규칙: 반도체 상승 VI',
      ],
    });
  });

  test('takes the time from the release where the episode has none', () => {
    const event = anEvent({ event: 'release', releaseTime: '11:04:14' });
    const view = aView({ event, episode: { state: 'released', releaseTime: undefined } });
    expect(releaseMessage(view, 'en').lines[0]).toBe(
      '⏹ 대성에너지 static VI released 11:04:14 (2m 13s)',
    );
  });
});
