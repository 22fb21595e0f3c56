import type { Locale, Message } from './message.ts';
import type { Notice } from './notice.ts';
import { wordsOf } from './words/words-of.ts';
import type { NoticeOf, NoticeWords } from './words/words.ts';

/** Good news and endings need no sound. */
const SILENT: ReadonlySet<Notice['is']> = new Set([
  'started',
  'feed-connecting',
  'feed-watching',
  'heard-again',
  'destination-back',
  'reloaded',
  'queue-normal',
  'store-back',
]);

const linesOf = <Is extends Notice['is']>(words: NoticeWords, notice: NoticeOf<Is>) =>
  words[notice.is](notice);

/** Vigil's own voice: troubles, their ends, and what the operator should do. */
export const noticeMessage = (notice: Notice, locale: Locale): Message => ({
  lines: linesOf(wordsOf(locale).notice, notice),
  buttons: [],
  silent: SILENT.has(notice.is),
  tone: 'neutral',
});
