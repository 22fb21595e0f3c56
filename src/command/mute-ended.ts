import type { Locale, Message } from '../alert/message.ts';
import type { Mute } from '../vi/mute.ts';
import { answer } from './reply.ts';

/** The one line a chat gets when a mute ends by itself; `hidden`: how many alerts it hid. */
export function muteEnded({ target }: Mute, hidden: number, locale: Locale): Message {
  const what = target.is === 'all' ? { ko: '전체', en: 'everything' }[locale] : target.name;
  return answer([
    { ko: `음소거 끝: ${what}, ${hidden}건 숨김`, en: `Mute ended: ${what}, ${hidden} hidden` }[
      locale
    ],
  ]);
}
