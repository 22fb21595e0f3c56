import type { Standing } from '../../store/outcome.ts';
import type { Day } from '../../vi/kst.ts';
import type { DaySummary } from '../day-summary.ts';
import { grouped, spanned } from '../format.ts';
import type { Locale } from '../message.ts';

type Slowest = NonNullable<DaySummary['slowest']>;

/** What the day's summary says, in one language. */
export interface SummaryWords {
  /** The first line, without its directions: `📊 11월 20일 VI 482건`. */
  readonly headline: (day: Day, count: number) => string;
  readonly stocks: (count: number) => string;
  /** Alerts told alone are always named, the others only where there are any. */
  readonly ended: Readonly<Record<Standing, (count: number) => string>>;
  readonly busiest: (list: string) => string;
  readonly slowest: (slowest: Slowest) => string;
  readonly muted: (list: string) => string;
  readonly unwatched: (ms: number) => string;
}

const partsOf = (day: Day): readonly [month: number, date: number] => [
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const ko: SummaryWords = {
  headline(day, count) {
    const [month, date] = partsOf(day);
    return `📊 ${month}월 ${date}일 VI ${grouped(count)}건`;
  },
  stocks: (count) => `종목 ${grouped(count)}개`,
  ended: {
    sent: (count) => `알림 ${grouped(count)}건`,
    merged: (count) => `묶음 ${grouped(count)}건`,
    muted: (count) => `음소거 ${grouped(count)}건`,
    suppressed: (count) => `억제 ${grouped(count)}건`,
    repeat: (count) => `이미 알림 ${grouped(count)}건`,
    expired: (count) => `늦어서 목록만 ${grouped(count)}건`,
    failed: (count) => `실패 ${grouped(count)}건`,
    unknown: (count) => `확인 안 됨 ${grouped(count)}건`,
    waiting: (count) => `대기 ${grouped(count)}건`,
  },
  busiest: (list) => `많이 걸린 종목: ${list}`,
  slowest: ({ name, triggerTime, ms }) =>
    `가장 늦은 알림: ${name} ${triggerTime} 발동, ${spanned(ms, ['시간', '분', '초'])} 뒤`,
  muted: (list) => `음소거: ${list}`,
  unwatched: (ms) => `감시하지 못한 시간: ${spanned(ms, ['시간', '분', '초'])}`,
};

const en: SummaryWords = {
  headline(day, count) {
    const [month, date] = partsOf(day);
    return `📊 ${date} ${MONTHS[month - 1]}: ${grouped(count)} VI${count === 1 ? '' : 's'}`;
  },
  stocks: (count) => `${grouped(count)} stock${count === 1 ? '' : 's'}`,
  ended: {
    sent: (count) => `${grouped(count)} alert${count === 1 ? '' : 's'}`,
    merged: (count) => `${grouped(count)} in digests`,
    muted: (count) => `${grouped(count)} muted`,
    suppressed: (count) => `${grouped(count)} suppressed`,
    repeat: (count) => `${grouped(count)} told before`,
    expired: (count) => `${grouped(count)} too late, only listed`,
    failed: (count) => `${grouped(count)} failed`,
    unknown: (count) => `${grouped(count)} unconfirmed`,
    waiting: (count) => `${grouped(count)} waiting`,
  },
  busiest: (list) => `Most VIs: ${list}`,
  slowest: ({ name, triggerTime, ms }) =>
    `Slowest alert: ${name}, fired ${triggerTime}, told ${spanned(ms, ['h', 'm', 's'])} later`,
  muted: (list) => `Muted: ${list}`,
  unwatched: (ms) => `Not watched: ${spanned(ms, ['h', 'm', 's'])}`,
};

export const SUMMARY_WORDS: Readonly<Record<Locale, SummaryWords>> = { ko, en };
