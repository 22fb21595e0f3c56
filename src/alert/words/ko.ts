import { timeOf } from '../../vi/kst.ts';
import { grouped, inAll, koreanMoney, spanned, type Span } from '../format.ts';
import { changeLines } from './change-lines.ts';
import type { NoticeWords, Words } from './words.ts';

const kind = { static: '정적', dynamic: '동적', both: '동적+정적' } as const;
const platform = { telegram: '텔레그램', slack: '슬랙' } as const;
const duration = (ms: number): string => spanned(ms, ['시간', '분', '초']);
const because = (reason: string | undefined): string[] =>
  reason === undefined ? [] : [`이유: ${reason}`];

const stopped = {
  takeover: [
    '⛔ VI 감시 멈춤: 같은 앱키로 다른 곳에서 접속했습니다 (R10001)',
    '서로 끊기를 되풀이하지 않도록 다시 접속하지 않습니다. 지금은 VI 알림이 오지 않습니다.',
    '다른 프로그램(HTS·다른 봇)을 끄고 Vigil을 다시 시작하세요. 저절로 다시 붙게 하려면 vigil.yaml의 feed에 takeover_wait: 10m 을 쓰세요.',
  ],
  address: [
    '⛔ VI 감시 멈춤: 등록되지 않은 IP 주소입니다 (8050/8010)',
    '키움 REST API 포털에서 이 컴퓨터의 공인 IP를 등록한 뒤 Vigil을 다시 시작하세요.',
  ],
  keys: [
    '⛔ VI 감시 멈춤: 키움이 앱키를 거절했습니다',
    'KIWOOM_APP_KEY와 KIWOOM_SECRET_KEY를 확인한 뒤 Vigil을 다시 시작하세요.',
  ],
  closed: ['⏹ VI 감시를 마쳤습니다'],
} as const;

const watchedLine = ({ rules, stocks }: { rules: number; stocks: number }): string =>
  [`규칙 ${rules}개`, ...(stocks === 0 ? [] : [`종목 ${grouped(stocks)}개`])].join(' · ');

const unwatched = (gaps: readonly Span[]): string[] => {
  const all = inAll(gaps);
  if (all === undefined) return [];
  const times = gaps.length === 1 ? '' : `${gaps.length}번, 모두 `;
  return [`끊긴 시간: ${all.span} (${times}${duration(all.ms)})`];
};

const notice: NoticeWords = {
  started: (n) => [`✅ Vigil 시작: 규칙 ${n.rules}개, 채널 ${n.channels}개`],
  'feed-connecting': (n) => ['⏳ 키움에 연결하는 중', ...because(n.reason)],
  'feed-lost': (n) => [
    `⚠️ VI 감시 끊김 ${timeOf(n.since)}부터`,
    '다시 연결하는 중입니다. 그동안의 VI는 연결되면 확인합니다.',
    ...because(n.reason),
  ],
  'feed-watching': (n) => [
    '✅ VI 감시 중',
    ...(n.watched === undefined ? [] : [watchedLine(n.watched)]),
    ...unwatched(n.gaps),
    ...(n.filled === undefined ? [] : [`그동안의 VI ${n.filled}건을 확인했습니다.`]),
  ],
  'nothing-heard': (n) => [
    `⚠️ ${duration(n.ms)}째 VI가 한 건도 오지 않았습니다`,
    '키움 연결은 살아 있고 정규장은 열려 있습니다. 정말 조용한 장인지 HTS에서 확인해 주세요.',
    'HTS에 VI가 보이면 Vigil을 다시 시작하세요. 실시간 등록을 새로 하고 빠진 VI를 채웁니다.',
  ],
  'heard-again': (n) => [`✅ VI가 다시 옵니다 (${duration(n.ms)} 만)`],
  'feed-stopped': (n) => [...stopped[n.why], ...because(n.reason === '' ? undefined : n.reason)],
  'destination-paused': (n) => [
    `⚠️ 채널 ${n.channel} 전송 중단`,
    `이유: ${n.reason}`,
    ...(n.waiting > 0 ? [`대기 중인 알림: ${n.waiting}건`] : []),
    '고친 뒤 그 채팅방에 아무 말이나 쓰거나 vigil retry 를 실행하면 바로 다시 보냅니다.',
  ],
  'destination-back': (n) => [`✅ 채널 ${n.channel} 전송 재개`],
  moved: (n) => [
    `ℹ️ 채널 ${n.channel}의 채팅방 번호가 바뀌었습니다: ${n.to}`,
    'vigil.yaml의 chat도 새 번호로 고쳐 주세요.',
  ],
  reloaded: (n) => [
    `✅ 설정을 다시 읽었습니다: 규칙 ${n.rules}개`,
    ...changeLines(n, {
      added: '추가',
      changed: '변경',
      removed: '삭제',
      watchlists: '관심목록 변경',
      mutes: '상시 음소거 변경',
      people: '사람 변경',
      none: '바뀐 규칙 없음',
      lastDay: (signed) => `지난 거래일이라면 알림 ${signed}건`,
      more: (count) => `외 ${count}개`,
    }),
    ...(n.restart.length > 0
      ? [`다시 시작해야 적용됩니다 (vigil.yaml): ${n.restart.join(', ')}`]
      : []),
  ],
  'bad-reload': (n) => [
    '⚠️ 새 설정을 적용하지 않고 이전 규칙으로 계속합니다',
    `${n.place} ${n.fault}`,
    ...(n.more > 0 ? [`외 ${n.more}건 (vigil check)`] : []),
    ...(n.force ? ['그대로 적용하려면: vigil reload --force'] : []),
  ],
  'last-good-rules': (n) => [
    `⚠️ 규칙 파일에 잘못이 있어 마지막으로 쓰던 규칙 ${n.rules}개로 시작했습니다`,
    `${n.place} ${n.fault}`,
  ],
  'queue-growing': (n) => [
    `⚠️ 알림이 밀리고 있습니다: ${n.waiting}건, 가장 오래된 것 ${duration(n.oldestMs)}`,
  ],
  'queue-normal': () => ['✅ 밀린 알림을 모두 보냈습니다'],
  'store-fault': (n) => [
    '⚠️ 저장소에 쓸 수 없습니다',
    `이유: ${n.reason}`,
    '디스크의 남은 공간과 권한을 확인하세요.',
  ],
  'store-back': () => ['✅ 저장소가 다시 동작합니다'],
  'store-renewed': (n) => [
    `⚠️ 저장소가 ${n.keptAs === undefined ? '사라져' : '손상되어'} 새로 만들었습니다`,
    n.restored === undefined
      ? '백업이 없어 음소거와 기록이 비었습니다.'
      : `백업에서 되살림: ${n.restored} (그 뒤의 음소거와 기록은 없음)`,
    ...(n.keptAs === undefined ? [] : [`이전 파일: ${n.keptAs}`]),
  ],
  'store-replaced': (n) => [
    '⚠️ 실행 중에 저장소 파일이 지워지거나 바뀌어 다시 썼습니다',
    '잃은 기록은 없습니다.',
    ...(n.keptAs === undefined ? [] : [`그 자리에 있던 파일: ${n.keptAs}`]),
  ],
  'backup-failed': (n) => ['⚠️ 오늘 저장소 백업을 하지 못했습니다', `이유: ${n.reason}`],
  'clock-off': (n) => [
    `⚠️ 이 컴퓨터의 시계가 ${duration(Math.abs(n.ms))} ${n.ms > 0 ? '빠릅니다' : '느립니다'}`,
    'VI의 발동·해제 시각과 비교했습니다. 운영체제의 시간 자동 맞춤(NTP)을 켜세요. 늦은 알림을 잘못 가립니다.',
  ],
  stalled: (n) => [`⚠️ 프로그램이 ${duration(n.ms)} 동안 멈춰 있었습니다`],
  'second-listener': (n) => [
    `⚠️ 같은 ${platform[n.platform]} 토큰을 쓰는 다른 프로그램이 있습니다`,
    '채팅 명령이 그쪽으로 갈 수 있습니다. 하나만 남기고 끄세요. 알림 전송은 계속됩니다.',
  ],
  'counts-differ': (n) => [
    `⚠️ 장부가 맞지 않습니다: 걸린 알림 ${n.matched}건, 처리된 알림 ${n.ended}건`,
  ],
  test: (n) => [
    `🧪 시험 메시지 (채널 ${n.channel})`,
    '이 메시지가 보이면 VI 알림도 여기로 옵니다.',
  ],
};

/** Korean. */
export const ko: Words = {
  direction: { up: '상승', down: '하락' },
  kind,
  kindVi: (of) => (of === undefined ? 'VI' : `${kind[of]}VI`),
  market: { kospi: '코스피', kosdaq: '코스닥' },
  venue: { krx: 'KRX', nxt: 'NXT' },
  nth: (count) => `${count}회`,
  price: (won) => `${grouped(won)}원`,
  money: koreanMoney,
  duration,
  reference: (price) => `기준 ${price}`,
  change: (change) => `전일대비 ${change}`,
  turnover: (money) => `거래대금 ${money}`,
  triggered: (time) => `${time} 발동`,
  expected: (from, to) => `${from}~${to} 해제 예상`,
  released: (time) => `해제 ${time}`,
  releasedUnknown: '해제',
  unconfirmed: '해제 미확인',
  rules: (names) => `규칙: ${names}`,
  note: (text) => `메모: ${text}`,
  earlier: (list) => `오늘 앞서: ${list}`,
  repeatMark: '(다시 보냄: 중복일 수 있음)',
  insteadMark: (channel) => `(${channel} 대신: 그 채널이 받지 못함)`,
  lateMark: (seconds) => `(늦음 +${seconds}초)`,
  button: { mute30: '30분 끄기', muteToday: '오늘 끄기', chart: '차트', news: '뉴스' },
  digest: {
    storm: (count) => `VI ${count}건`,
    limit: (count) => `VI ${count}건`,
    expired: (count) => `⌛ 제때 전하지 못한 VI ${count}건`,
  },
  limitPassed: (rule) => `규칙 한도 초과: ${rule}`,
  rest: (count) => `외 ${count}건`,
  restRules: (count) => `외 ${count}개`,
  lineReleased: (time) => ` → 해제 ${time}`,
  lineUnconfirmed: ' → 해제 미확인',
  notice,
};
