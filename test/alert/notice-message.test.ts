import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/alert/message.ts';
import { noticeMessage } from '../../src/alert/notice-message.ts';
import type { Notice } from '../../src/alert/notice.ts';

const at = Date.parse('2026-11-20T09:30:00+09:00');
const RELOADED = {
  is: 'reloaded',
  rules: 3,
  added: [],
  changed: [],
  removed: [],
  watchlists: [],
  mutes: false,
  people: false,
  restart: [],
  lastDay: undefined,
} as const;

const NOTICES: readonly Notice[] = [
  { is: 'started', rules: 3, channels: 2 },
  { is: 'feed-connecting', reason: undefined },
  { is: 'feed-lost', since: at, reason: 'no frame for 60 s' },
  { is: 'feed-watching', watched: undefined, gaps: [{ from: at, to: at + 90_000 }], filled: 2 },
  { is: 'nothing-heard', ms: 2_700_000 },
  { is: 'heard-again', ms: 3_000_000 },
  { is: 'feed-stopped', why: 'takeover', reason: '' },
  { is: 'feed-stopped', why: 'address', reason: '8050' },
  { is: 'feed-stopped', why: 'keys', reason: '8030' },
  { is: 'feed-stopped', why: 'closed', reason: '' },
  { is: 'destination-paused', channel: 'desk', reason: 'archived', waiting: 1 },
  { is: 'destination-back', channel: 'desk' },
  { is: 'moved', channel: 'desk', to: '-1001' },
  RELOADED,
  { ...RELOADED, added: ['새 규칙'], removed: ['옛 규칙'], mutes: true, restart: ['channels'] },
  {
    is: 'bad-reload',
    place: 'rules.yaml:3:5',
    fault: 'directon: unknown condition',
    more: 2,
    force: true,
  },
  { is: 'last-good-rules', place: 'rules.yaml:3:5', fault: 'tab', rules: 3 },
  { is: 'queue-growing', waiting: 900, oldestMs: 40_000 },
  { is: 'queue-normal' },
  { is: 'store-fault', reason: 'disk full' },
  { is: 'store-back' },
  { is: 'store-renewed', keptAs: 'vigil.db.broken', restored: 'vigil-2026-11-19.db' },
  { is: 'store-renewed', keptAs: undefined, restored: undefined },
  { is: 'store-replaced', keptAs: undefined },
  { is: 'store-replaced', keptAs: 'vigil.db.broken' },
  { is: 'backup-failed', reason: 'disk full' },
  { is: 'clock-off', ms: 160_000 },
  { is: 'clock-off', ms: -45_000 },
  { is: 'stalled', ms: 12_000 },
  { is: 'second-listener', platform: 'telegram' },
  { is: 'counts-differ', matched: 5, ended: 4 },
  { is: 'test', channel: 'phone' },
];

describe('a notice', () => {
  test.each(NOTICES)('$is can be told in both languages', (notice) => {
    for (const locale of LOCALES) {
      const { lines } = noticeMessage(notice, locale);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object/);
      expect(lines.every((line) => line.length > 0)).toBe(true);
    }
    expect(noticeMessage(notice, 'en').lines.join('')).not.toMatch(/[가-힣]{5}/);
  });

  test('of a reload names what changed, ten names of each kind, and what needs a restart', () => {
    const changed = Array.from({ length: 12 }, (_, n) => `r${n + 1}`);
    const notice = {
      ...RELOADED,
      added: ['새 규칙'],
      changed,
      people: true,
      restart: ['channels'],
    };
    expect(noticeMessage(notice, 'ko').lines).toEqual([
      '✅ 설정을 다시 읽었습니다: 규칙 3개',
      '+1 추가: 새 규칙',
      '~12 변경: r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, 외 2개',
      '사람 변경',
      '다시 시작해야 적용됩니다 (vigil.yaml): channels',
    ]);
    expect(noticeMessage(RELOADED, 'en').lines).toEqual([
      '✅ Configuration read again: 3 rules',
      'no rule has changed',
    ]);
  });

  test.each([
    { title: 'with rules and stocks', stocks: 4_012, line: '규칙 16개 · 종목 4,012개' },
    { title: 'with rules alone while no stock list is known', stocks: 0, line: '규칙 16개' },
  ])('of the first watch says over what: $title', ({ stocks, line }) => {
    const watched = { rules: 16, stocks };
    const notice = { is: 'feed-watching', watched, gaps: [], filled: undefined } as const;
    expect(noticeMessage(notice, 'ko').lines).toEqual(['✅ VI 감시 중', line]);
  });

  test('R10001 rings and says what to do; the start does neither', () => {
    const takeover = { is: 'feed-stopped', why: 'takeover', reason: '' } as const;
    const stopped = noticeMessage(takeover, 'ko');
    expect(stopped.silent).toBe(false);
    expect(stopped.lines.join('\n')).toMatch(/R10001[^]*다시 시작[^]*takeover_wait/);
    expect(noticeMessage({ is: 'started', rules: 1, channels: 1 }, 'ko').silent).toBe(true);
  });
});
