import { noticeMessage } from '../../../src/alert/notice-message.ts';
import { NOTICE_KIND, type Notice } from '../../../src/alert/notice.ts';
import { summaryMessage } from '../../../src/alert/summary-message.ts';
import type { NoticeOf } from '../../../src/alert/words/words.ts';
import { instantOf } from '../../../src/vi/kst.ts';
import { DAY } from './alerts.ts';
import type { Scene } from './scene.ts';

const at = (time: string): number => instantOf(DAY, time);

/** One of each kind: a new one does not compile without its scene. */
const NOTICES: { readonly [Is in Notice['is']]: NoticeOf<Is> } = {
  started: { is: 'started', rules: 8, channels: 2 },
  'feed-connecting': { is: 'feed-connecting', reason: 'connect ECONNREFUSED' },
  'feed-watching': {
    is: 'feed-watching',
    watched: { rules: 8, stocks: 4312 },
    gaps: [{ from: at('10:12:03'), to: at('10:13:41') }],
    filled: 2,
  },
  'feed-lost': { is: 'feed-lost', since: at('10:12:03'), reason: 'no frame for 60 s' },
  'feed-stopped': { is: 'feed-stopped', why: 'takeover', reason: '' },
  'nothing-heard': { is: 'nothing-heard', ms: 2_700_000 },
  'heard-again': { is: 'heard-again', ms: 3_060_000 },
  'destination-paused': {
    is: 'destination-paused',
    channel: 'desk',
    reason: 'not_in_channel',
    waiting: 3,
  },
  'destination-back': { is: 'destination-back', channel: 'desk' },
  moved: { is: 'moved', channel: 'phone', to: '-1002233445566' },
  reloaded: {
    is: 'reloaded',
    rules: 9,
    added: ['장 초반 급락'],
    changed: ['반도체 VI'],
    removed: [],
    watchlists: ['관심'],
    mutes: false,
    people: false,
    lastDay: -14,
    restart: ['channels'],
  },
  'bad-reload': {
    is: 'bad-reload',
    place: 'config/rules.yaml:12:7',
    fault: 'directon: unknown condition, did you mean direction?',
    more: 2,
    force: true,
  },
  'last-good-rules': {
    is: 'last-good-rules',
    place: 'config/rules.yaml:12:7',
    fault: 'directon: unknown condition, did you mean direction?',
    rules: 8,
  },
  'queue-growing': { is: 'queue-growing', waiting: 132, oldestMs: 41_000 },
  'queue-normal': { is: 'queue-normal' },
  'clock-off': { is: 'clock-off', ms: 160_000 },
  stalled: { is: 'stalled', ms: 12_000 },
  'second-listener': { is: 'second-listener', platform: 'telegram' },
  'store-fault': { is: 'store-fault', reason: 'database or disk is full' },
  'store-back': { is: 'store-back' },
  'store-renewed': {
    is: 'store-renewed',
    keptAs: 'vigil.db.2026-11-20',
    restored: 'vigil-2026-11-19.db',
  },
  'store-replaced': { is: 'store-replaced', keptAs: 'vigil.db.found' },
  'backup-failed': { is: 'backup-failed', reason: 'no space left on device' },
  'counts-differ': { is: 'counts-differ', matched: 412, ended: 411 },
  test: { is: 'test', channel: 'phone' },
};

export const NOTICE_SCENES: readonly Scene[] = Object.values(NOTICES).map((notice) => ({
  shows: notice.is,
  kind: NOTICE_KIND[notice.is] ?? 'answer',
  message: (locale) => noticeMessage(notice, locale),
}));

const NONE = { repeat: 0, expired: 0, failed: 0, unknown: 0, waiting: 0 } as const;

export const SUMMARY_SCENE: Scene = {
  shows: 'summary',
  kind: 'summary',
  message: (locale) =>
    summaryMessage(
      {
        day: DAY,
        all: { count: 467, up: 285, down: 182, stocks: 213 },
        busiest: [
          { name: '카페24', count: 8 },
          { name: '서전기전', count: 8 },
          { name: '한화시스템', count: 7 },
        ],
        ended: { ...NONE, sent: 22, merged: 41, muted: 5, suppressed: 3, expired: 1 },
        slowest: { name: '대성에너지', triggerTime: '11:02:01', ms: 4_200 },
        muted: [{ name: '삼성전자', count: 5 }],
        unwatched: 98_000,
      },
      locale,
    ),
};
