import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/alert/message.ts';
import { noticeMessage } from '../../src/alert/notice-message.ts';
import type { Notice } from '../../src/alert/notice.ts';

const at = Date.parse('2026-11-20T09:30:00+09:00');
const NOTICES: readonly Notice[] = [
  { is: 'started', rules: 3, channels: 2 },
  { is: 'stopping', waiting: 4 },
  { is: 'feed-connecting', reason: undefined },
  { is: 'feed-lost', since: at, reason: 'no frame for 60 s' },
  { is: 'feed-watching', gap: { from: at, to: at + 90_000 }, filled: 2 },
  { is: 'feed-stopped', why: 'takeover', reason: '' },
  { is: 'feed-stopped', why: 'address', reason: '8050' },
  { is: 'feed-stopped', why: 'keys', reason: '8030' },
  { is: 'feed-stopped', why: 'closed', reason: '' },
  { is: 'destination-paused', channel: 'desk', reason: 'archived', waiting: 1 },
  { is: 'destination-back', channel: 'desk' },
  { is: 'moved', channel: 'desk', to: '-1001' },
  { is: 'reloaded', rules: 3 },
  { is: 'bad-reload', place: 'rules.yaml:3:5', fault: 'directon: unknown condition', more: 2 },
  { is: 'last-good-rules', place: 'rules.yaml:3:5', fault: 'tab', rules: 3 },
  { is: 'queue-growing', waiting: 900, oldestMs: 40_000 },
  { is: 'queue-normal' },
  { is: 'store-fault', reason: 'disk full' },
  { is: 'store-back' },
  { is: 'store-renewed', keptAs: 'vigil.db.broken' },
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

  test('R10001 rings and says what to do; the start does neither', () => {
    const takeover = { is: 'feed-stopped', why: 'takeover', reason: '' } as const;
    const stopped = noticeMessage(takeover, 'ko');
    expect(stopped.silent).toBe(false);
    expect(stopped.lines.join('\n')).toMatch(/R10001[^]*다시 시작[^]*takeover_wait/);
    expect(noticeMessage({ is: 'started', rules: 1, channels: 1 }, 'ko').silent).toBe(true);
  });
});
