import type { Locale } from '../alert/message.ts';
import type { FeedState } from '../feed/feed.ts';
import type { Standing } from '../store/outcome.ts';
import type { Direction, EventType, Kind, Venue } from '../vi/event.ts';

/** Every word of the status page. */
export interface StatusWords {
  readonly title: string;
  readonly unknown: string;
  readonly feed: string;
  readonly feedStates: Readonly<Record<FeedState['is'], string>>;
  readonly store: string;
  readonly storeStates: { readonly writes: string; readonly fails: string };
  readonly rules: string;
  readonly rulesFaulty: string;
  readonly since: string;
  readonly rows: string;
  readonly rowKinds: Readonly<Record<'reading' | 'ignored' | 'malformed', string>>;
  readonly outcomes: string;
  readonly outcome: Readonly<Record<Standing, string>>;
  readonly sum: string;
  readonly events: string;
  readonly noEvents: string;
  readonly columns: readonly string[];
  readonly event: Readonly<Record<EventType, string>>;
  readonly kind: Readonly<Record<Kind, string>>;
  readonly direction: Readonly<Record<Direction, string>>;
  readonly venue: Readonly<Record<Venue, string>>;
}

const ko: StatusWords = {
  title: 'Vigil 상태',
  unknown: '알 수 없음',
  feed: '시세 연결',
  feedStates: { connecting: '연결 중', watching: '감시 중', stopped: '멈춤' },
  store: '저장소',
  storeStates: { writes: '기록 중', fails: '기록 불가' },
  rules: '규칙',
  rulesFaulty: '파일에 잘못이 있어 이전 규칙으로 실행 중',
  since: '시작',
  rows: '받은 행',
  rowKinds: { reading: 'VI', ignored: '다른 것', malformed: '읽지 못함' },
  outcomes: '알림 결과',
  outcome: {
    sent: '보냄',
    merged: '묶음',
    muted: '음소거',
    suppressed: '억제',
    repeat: '이미 받음',
    expired: '기한 지남',
    failed: '실패',
    unknown: '확인 불가',
    waiting: '대기',
  },
  sum: '합계',
  events: '최근 VI',
  noEvents: '아직 없음',
  columns: ['발동', '종목', '구분', '종류', '방향', '괴리율', '회차', '시장'],
  event: { trigger: '발동', release: '해제' },
  kind: { static: '정적', dynamic: '동적', both: '동적+정적' },
  direction: { up: '▲ 상승', down: '▼ 하락' },
  venue: { krx: 'KRX', nxt: 'NXT' },
};

const en: StatusWords = {
  title: 'Vigil status',
  unknown: 'unknown',
  feed: 'Feed',
  feedStates: { connecting: 'connecting', watching: 'watching', stopped: 'stopped' },
  store: 'Store',
  storeStates: { writes: 'takes writes', fails: 'takes no writes' },
  rules: 'Rules',
  rulesFaulty: 'the files have faults; on the rules before',
  since: 'Started',
  rows: 'Rows heard',
  rowKinds: { reading: 'VI', ignored: 'other', malformed: 'unreadable' },
  outcomes: 'Alerts',
  outcome: {
    sent: 'sent',
    merged: 'merged',
    muted: 'muted',
    suppressed: 'suppressed',
    repeat: 'repeat',
    expired: 'expired',
    failed: 'failed',
    unknown: 'unknown',
    waiting: 'waiting',
  },
  sum: 'Sum',
  events: 'Latest VIs',
  noEvents: 'none yet',
  columns: ['Triggered', 'Stock', 'Event', 'Kind', 'Direction', 'Deviation', 'Count', 'Venue'],
  event: { trigger: 'trigger', release: 'release' },
  kind: { static: 'static', dynamic: 'dynamic', both: 'dynamic+static' },
  direction: { up: '▲ up', down: '▼ down' },
  venue: { krx: 'KRX', nxt: 'NXT' },
};

export const STATUS_WORDS: Readonly<Record<Locale, StatusWords>> = { ko, en };
