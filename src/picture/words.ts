import type { Locale } from '../alert/message.ts';
import { weekdayOf, type Day } from '../vi/kst.ts';
import type { Outcomes } from './picture.ts';

/** Every text of a picture in one language. */
export interface PictureWords {
  readonly title: string;
  readonly day: (day: Day) => string;
  readonly asOf: (time: string) => string;
  readonly all: string;
  readonly up: string;
  readonly down: string;
  readonly times: (count: number) => string;
  readonly perFive: string;
  readonly busiest: string;
  readonly thisChat: string;
  readonly outcome: Readonly<Record<keyof Outcomes, string>>;
}

const partsOf = (day: Day): readonly number[] => day.split('-').map(Number);
const KO_WEEKDAYS = ['일', '월', '화', '수', '목', '금', '토'];
const EN_WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const ko: PictureWords = {
  title: '오늘의 VI',
  day: (day) => `${partsOf(day)[1]}월 ${partsOf(day)[2]}일 (${KO_WEEKDAYS[weekdayOf(day)]})`,
  asOf: (time) => `${time} 기준`,
  all: '전체',
  up: '상승',
  down: '하락',
  times: (count) => `${count}회`,
  perFive: '5분마다 발동한 VI',
  busiest: '많이 발동한 종목',
  thisChat: '이 채팅',
  outcome: { sent: '보냄', merged: '묶음', muted: '음소거', other: '그 밖' },
};

const en: PictureWords = {
  title: "Today's VIs",
  day: (day) => `${EN_WEEKDAYS[weekdayOf(day)]} ${day}`,
  asOf: (time) => `as of ${time} KST`,
  all: 'All',
  up: 'Up',
  down: 'Down',
  times: String,
  perFive: 'VIs in each five minutes',
  busiest: 'Most interrupted',
  thisChat: 'This chat',
  outcome: { sent: 'sent', merged: 'merged', muted: 'muted', other: 'other' },
};

export const PICTURE_WORDS: Readonly<Record<Locale, PictureWords>> = { ko, en };
