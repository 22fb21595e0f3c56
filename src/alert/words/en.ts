import { timeOf } from '../../vi/kst.ts';
import { englishMoney, grouped, inAll, spanned, type Span } from '../format.ts';
import { changeLines } from './change-lines.ts';
import type { NoticeWords, Words } from './words.ts';

const kind = { static: 'static', dynamic: 'dynamic', both: 'dynamic+static' } as const;
const platform = { telegram: 'Telegram', slack: 'Slack' } as const;
const duration = (ms: number): string => spanned(ms, ['h', 'm', 's']);
const because = (reason: string | undefined): string[] =>
  reason === undefined ? [] : [`Reason: ${reason}`];
const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const stopped = {
  takeover: [
    '⛔ VI watch stopped: the same app key logged in elsewhere (R10001)',
    'Vigil does not reconnect, or the two would throw each other out for ever. No VI alerts arrive now.',
    'Stop the other program (HTS, another bot) and start Vigil again. To take the session back by itself, write takeover_wait: 10m under feed in vigil.yaml.',
  ],
  address: [
    '⛔ VI watch stopped: this IP address is not registered (8050/8010)',
    "Register this computer's public address in the Kiwoom REST API portal, then start Vigil again.",
  ],
  keys: [
    '⛔ VI watch stopped: Kiwoom refused the app key',
    'Check KIWOOM_APP_KEY and KIWOOM_SECRET_KEY, then start Vigil again.',
  ],
  closed: ['⏹ VI watch ended'],
} as const;

const watchedLine = ({ rules, stocks }: { rules: number; stocks: number }): string =>
  [counted(rules, 'rule'), ...(stocks === 0 ? [] : [`${grouped(stocks)} stocks`])].join(' · ');

const unwatched = (gaps: readonly Span[]): string[] => {
  const all = inAll(gaps);
  if (all === undefined) return [];
  const times = gaps.length === 1 ? '' : `${gaps.length} times, together `;
  return [`Not watched: ${all.span} (${times}${duration(all.ms)})`];
};

const notice: NoticeWords = {
  started: (n) => [
    `✅ Vigil started: ${counted(n.rules, 'rule')}, ${counted(n.channels, 'channel')}`,
  ],
  'feed-connecting': (n) => ['⏳ Connecting to Kiwoom', ...because(n.reason)],
  'feed-lost': (n) => [
    `⚠️ VI watch lost since ${timeOf(n.since)}`,
    'Reconnecting. What fires meanwhile is looked up afterwards.',
    ...because(n.reason),
  ],
  'feed-watching': (n) => [
    '✅ Watching for VIs',
    ...(n.watched === undefined ? [] : [watchedLine(n.watched)]),
    ...unwatched(n.gaps),
    ...(n.filled === undefined ? [] : [`${counted(n.filled, 'VI')} of that time looked up.`]),
  ],
  'nothing-heard': (n) => [
    `⚠️ Not a single VI for ${duration(n.ms)}`,
    'The line to Kiwoom lives and the regular session is on. See in your HTS whether it is that calm.',
    'If it shows VIs, start Vigil again: it registers anew and fills in what is missing.',
  ],
  'heard-again': (n) => [`✅ VIs come again, the first for ${duration(n.ms)}`],
  'feed-stopped': (n) => [...stopped[n.why], ...because(n.reason === '' ? undefined : n.reason)],
  'destination-paused': (n) => [
    `⚠️ Channel ${n.channel} paused`,
    `Reason: ${n.reason}`,
    ...(n.waiting > 0 ? [`Waiting alerts: ${n.waiting}`] : []),
    'Once mended, write anything in that chat or run vigil retry to go on at once.',
  ],
  'destination-back': (n) => [`✅ Channel ${n.channel} works again`],
  moved: (n) => [
    `ℹ️ The chat of channel ${n.channel} has a new id: ${n.to}`,
    'Please write the new id into vigil.yaml, too.',
  ],
  reloaded: (n) => [
    `✅ Configuration read again: ${counted(n.rules, 'rule')}`,
    ...changeLines(n, {
      added: 'added',
      changed: 'changed',
      removed: 'removed',
      watchlists: 'watchlists changed',
      mutes: 'standing mutes changed',
      people: 'people changed',
      none: 'no rule has changed',
      lastDay: (signed) => `${signed} alerts, had it been the last trading day`,
      more: (count) => `and ${count} more`,
    }),
    ...(n.restart.length > 0
      ? [`Holds after a restart (vigil.yaml): ${n.restart.join(', ')}`]
      : []),
  ],
  'bad-reload': (n) => [
    '⚠️ The new configuration is not applied; the rules before it stay in force',
    `${n.place} ${n.fault}`,
    ...(n.more > 0 ? [`and ${n.more} more (vigil check)`] : []),
    ...(n.force ? ['To apply it all the same: vigil reload --force'] : []),
  ],
  'last-good-rules': (n) => [
    `⚠️ The rules file has faults; started on the last good ${counted(n.rules, 'rule')}`,
    `${n.place} ${n.fault}`,
  ],
  'queue-growing': (n) => [
    `⚠️ Alerts are piling up: ${n.waiting}, the oldest ${duration(n.oldestMs)}`,
  ],
  'queue-normal': () => ['✅ All waiting alerts are sent'],
  'store-fault': (n) => [
    '⚠️ The store takes no writes',
    `Reason: ${n.reason}`,
    'Check free disk space and permissions.',
  ],
  'store-back': () => ['✅ The store works again'],
  'store-renewed': (n) => [
    `⚠️ The store was ${n.keptAs === undefined ? 'gone' : 'damaged'} and has been made anew`,
    n.restored === undefined
      ? 'There was no backup: mutes and records are empty.'
      : `Restored from ${n.restored}; mutes and records after it are missing.`,
    ...(n.keptAs === undefined ? [] : [`Old file: ${n.keptAs}`]),
  ],
  'store-replaced': (n) => [
    '⚠️ The store’s file was deleted or replaced while running, and is written again',
    'No record is lost.',
    ...(n.keptAs === undefined ? [] : [`The file found there: ${n.keptAs}`]),
  ],
  'backup-failed': (n) => ['⚠️ The store could not be backed up today', `Reason: ${n.reason}`],
  'clock-off': (n) => [
    `⚠️ This machine's clock is ${duration(Math.abs(n.ms))} ${n.ms > 0 ? 'ahead' : 'behind'}`,
    "By the exchange's time of VIs. Switch on the system's time synchronisation (NTP): lateness is told by this clock.",
  ],
  stalled: (n) => [`⚠️ The program stood still for ${duration(n.ms)}`],
  'second-listener': (n) => [
    `⚠️ Another program uses the same ${platform[n.platform]} token`,
    'Chat commands may reach that one. Stop all but one. Alerts go on.',
  ],
  'counts-differ': (n) => [
    `⚠️ The ledger does not add up: ${n.matched} matched, ${n.ended} accounted for`,
  ],
  test: (n) => [
    `🧪 Test message (channel ${n.channel})`,
    'If you can read this, VI alerts will arrive here.',
  ],
};

/** English. */
export const en: Words = {
  direction: { up: 'up', down: 'down' },
  kind,
  kindVi: (of) => (of === undefined ? 'VI' : `${kind[of]} VI`),
  market: { kospi: 'KOSPI', kosdaq: 'KOSDAQ' },
  venue: { krx: 'KRX', nxt: 'NXT' },
  nth: (count) => `#${count}`,
  price: (won) => `₩${grouped(won)}`,
  money: englishMoney,
  duration,
  reference: (price) => `ref ${price}`,
  change: (change) => `${change} on the day`,
  turnover: (money) => `turnover ${money}`,
  triggered: (time) => `fired ${time}`,
  expected: (from, to) => `ends ${from}~${to}`,
  released: (time) => `released ${time}`,
  releasedUnknown: 'released',
  unconfirmed: 'release not confirmed',
  rules: (names) => `Rules: ${names}`,
  note: (text) => `Note: ${text}`,
  earlier: (list) => `Earlier today: ${list}`,
  repeatMark: '(possible repeat)',
  insteadMark: (channel) => `(instead of ${channel}, which does not answer)`,
  lateMark: (seconds) => `(late +${seconds} s)`,
  button: { mute30: 'Mute 30m', muteToday: 'Mute today', chart: 'Chart', news: 'News' },
  digest: {
    storm: (count) => counted(count, 'VI'),
    limit: (count) => counted(count, 'VI'),
    expired: (count) => `⌛ ${counted(count, 'VI')} not told in time`,
  },
  limitPassed: (rule) => `Over the limit of rule: ${rule}`,
  rest: (count) => `and ${count} more`,
  restRules: (count) => `and ${count} more`,
  lineReleased: (time) => ` → released ${time}`,
  lineUnconfirmed: ' → release not confirmed',
  notice,
};
