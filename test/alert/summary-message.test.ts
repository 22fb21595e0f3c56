import { describe, expect, test } from 'vitest';
import type { DaySummary } from '../../src/alert/day-summary.ts';
import { LOCALES, textOf } from '../../src/alert/message.ts';
import { summaryMessage } from '../../src/alert/summary-message.ts';

const NONE = {
  sent: 0,
  merged: 0,
  muted: 0,
  suppressed: 0,
  repeat: 0,
  expired: 0,
  failed: 0,
  unknown: 0,
  waiting: 0,
} as const;

const FULL: DaySummary = {
  day: '2026-11-20',
  all: { count: 1_482, up: 901, down: 581, stocks: 213 },
  busiest: [
    { name: '대성에너지', count: 6 },
    { name: '삼성전자', count: 4 },
  ],
  ended: { ...NONE, sent: 34, merged: 12, muted: 5, suppressed: 3 },
  slowest: { name: '대성에너지', triggerTime: '09:00:05', ms: 14_000 },
  muted: [{ name: 'SK하이닉스', count: 5 }],
  unwatched: 133_000,
};

const CALM: DaySummary = {
  day: '2026-11-02',
  all: { count: 0, up: 0, down: 0, stocks: 0 },
  busiest: [],
  ended: NONE,
  slowest: undefined,
  muted: [],
  unwatched: 0,
};

describe("the day's summary", () => {
  test('says all there is to say, in Korean', () => {
    expect(summaryMessage(FULL, 'ko').lines).toEqual([
      '📊 11월 20일 VI 1,482건 (▲901 ▼581) · 종목 213개',
      '알림 34건 · 묶음 12건 · 음소거 5건 · 억제 3건',
      '많이 걸린 종목: 대성에너지 6, 삼성전자 4',
      '가장 늦은 알림: 대성에너지 09:00:05 발동, 14초 뒤',
      '음소거: SK하이닉스 5',
      '감시하지 못한 시간: 2분 13초',
    ]);
  });

  test('and in English', () => {
    expect(summaryMessage(FULL, 'en').lines).toEqual([
      '📊 20 Nov: 1,482 VIs (▲901 ▼581) · 213 stocks',
      '34 alerts · 12 in digests · 5 muted · 3 suppressed',
      'Most VIs: 대성에너지 6, 삼성전자 4',
      'Slowest alert: 대성에너지, fired 09:00:05, told 14s later',
      'Muted: SK하이닉스 5',
      'Not watched: 2m 13s',
    ]);
  });

  test('of a day without any VI says that, and nothing that is not', () => {
    expect(summaryMessage(CALM, 'ko').lines).toEqual(['📊 11월 2일 VI 0건', '알림 0건']);
    expect(summaryMessage(CALM, 'en').lines).toEqual(['📊 2 Nov: 0 VIs', '0 alerts']);
  });

  test('has a word for every standing, and makes no sound', () => {
    const ended = Object.fromEntries(Object.keys(NONE).map((standing) => [standing, 7]));
    for (const locale of LOCALES) {
      const message = summaryMessage({ ...CALM, ended: { ...NONE, ...ended } }, locale);
      expect(message.lines[1]?.split(' · ')).toHaveLength(9);
      expect(textOf(message)).not.toMatch(/undefined|NaN/);
      expect(message.silent).toBe(true);
    }
  });
});
