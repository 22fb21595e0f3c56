import type { Locale, Message } from '../alert/message.ts';
import { targetText } from './mute-text.ts';
import { answer } from './reply.ts';
import type { Held, WatchChange, Watched, WatchFault } from './watch-change.ts';

type Text = Readonly<Record<Locale, string>>;

/** The fault, the list's name, and the stock as people know it. */
interface Refused extends WatchFault {
  readonly list: string;
  readonly stock: string;
}

const TEXTS: Readonly<Record<WatchFault['is'], (refused: Refused) => Text>> = {
  faulty: ({ place, about }) => ({
    ko: `${place}: 파일에 잘못이 있어 고치지 않았습니다: ${about}`,
    en: `${place}: the file has a fault and stays as it is: ${about}`,
  }),
  unwritable: ({ place, about }) => ({
    ko: `${place}: 파일에 쓸 수 없습니다 (${about})`,
    en: `${place}: the file cannot be written (${about})`,
  }),
  'changed-meanwhile': ({ place }) => ({
    ko: `${place}: 방금 다른 곳에서 파일이 바뀌었습니다. 다시 해 주세요.`,
    en: `${place}: the file has just been changed elsewhere. Please try again.`,
  }),
  'no-list': ({ place, list }) => ({
    ko: `${place}: '${list}' 목록이 없습니다.`,
    en: `${place}: there is no watchlist '${list}'.`,
  }),
  listed: ({ place, stock, list }) => ({
    ko: `${stock}: 이미 목록 ${list}에 있습니다 (${place})`,
    en: `${stock} is in ${list} already (${place})`,
  }),
  'not-listed': ({ stock, list }) => ({
    ko: `${stock}: 목록 ${list}에 없습니다.`,
    en: `${stock} is not in ${list}.`,
  }),
  included: ({ place, stock, list, about }) => ({
    ko: `${stock}: ${place}의 '${about}'에서 목록 ${list}에 들어옵니다. 거기에서 고치세요.`,
    en: `${stock} comes into ${list} with '${about}' at ${place}. Change it there.`,
  }),
  excepted: ({ place, stock, list }) => ({
    ko: `${stock}: ${place}의 except가 목록 ${list}에서 뺍니다. 파일에서 그것을 먼저 지우세요.`,
    en: `${stock}: the except at ${place} takes it out of ${list}. Remove that in the file first.`,
  }),
  elsewhere: ({ place, list }) => ({
    ko: `${list}: rules.yaml이 아니라 ${place}에 있는 목록입니다. 그 파일에서 직접 고치세요.`,
    en: `${list} stands at ${place}, not in rules.yaml. Only an editor can change it there.`,
  }),
  'by-hand': ({ place }) => ({
    ko: `${place}: 이 목록은 여기서 고칠 수 없게 쓰여 있습니다. 파일에서 직접 고치세요.`,
    en: `${place}: this list is written in a way that only an editor can change.`,
  }),
};

/** Whether it holds by now. */
function heldLines(held: Held, locale: Locale): readonly string[] {
  if (held === 'asked') return [];
  const silent = {
    ko: '실행 중인 봇이 답하지 않았습니다. 파일에는 저장되었습니다.',
    en: 'No running bot answered. The file is saved.',
  };
  if (held === 'silent') return [silent[locale]];
  if (held.ok) return [{ ko: '지금부터 적용됩니다.', en: 'It holds from now on.' }[locale]];
  const stale = { ko: '저장했지만 적용되지 않았습니다:', en: 'Saved, but not in force:' };
  return [stale[locale], ...held.lines];
}

/** What became of a change, for the person who asked for it. */
export function watchMessage(
  { list, change, stock }: WatchChange,
  watched: Watched,
  locale: Locale,
): Message {
  const name = targetText({ is: 'stock', ...stock }, locale);
  if (watched.is === 'refused') {
    const { fault } = watched;
    return answer([TEXTS[fault.is]({ ...fault, list, stock: name })[locale]]);
  }
  const done = {
    add: { ko: `➕ ${list}: ${name} 추가`, en: `➕ ${list}: added ${name}` },
    remove: { ko: `➖ ${list}: ${name} 제거`, en: `➖ ${list}: removed ${name}` },
  }[change];
  return answer([done[locale], ...heldLines(watched.held, locale)]);
}
