import type { Locale } from '../alert/message.ts';
import { dayOf, timeOf, type EpochMs } from '../vi/kst.ts';
import type { Mute, MuteScope, MuteTarget } from '../vi/mute.ts';
import type { Where } from './command.ts';

const MINUTE_MS = 60_000;

/** What is muted, for people: `삼성전자(005930)`, `규칙 반도체 상승 VI`. */
export function targetText(target: MuteTarget, locale: Locale): string {
  switch (target.is) {
    case 'all':
      return { ko: '전체', en: 'everything' }[locale];
    case 'stock':
      return target.name === target.code ? target.code : `${target.name}(${target.code})`;
    case 'watchlist':
      return { ko: `목록 ${target.name}`, en: `watchlist ${target.name}` }[locale];
    case 'rule':
      return { ko: `규칙 ${target.name}`, en: `rule ${target.name}` }[locale];
  }
}

/**
 * `20:00 KST`, with the day when it is another: cut to the minute, so that it holds at least until
 * then. Only within its last minute are the seconds told.
 */
function clockText(at: EpochMs, now: EpochMs): string {
  const time = timeOf(at).slice(0, at - now < MINUTE_MS ? 8 : 5);
  return `${dayOf(at) === dayOf(now) ? '' : `${dayOf(at)} `}${time} KST`;
}

/** Until when, for people: `20:00 KST까지`, `다음 3건까지 (늦어도 20:00 KST)`. */
export function untilText(
  mute: Pick<Mute, 'until' | 'untilRelease' | 'nextLeft'>,
  now: EpochMs,
  locale: Locale,
): string {
  const at = clockText(mute.until, now);
  const latest = { ko: `까지 (늦어도 ${at})`, en: ` (${at} at the latest)` }[locale];
  if (mute.untilRelease) return { ko: `해제${latest}`, en: `until the release${latest}` }[locale];
  if (mute.nextLeft !== undefined) {
    return { ko: `다음 ${mute.nextLeft}건${latest}`, en: `for the next ${mute.nextLeft}${latest}` }[
      locale
    ];
  }
  return { ko: `${at}까지`, en: `until ${at}` }[locale];
}

/** Where it is muted, seen from where it is told. */
export function scopeText(scope: MuteScope, where: Where, locale: Locale): string {
  if (scope.is === 'everyone') return { ko: '모든 채팅', en: 'every chat' }[locale];
  if (scope.chat !== where.chat) return scope.chat;
  return where.direct
    ? { ko: '이 개인 채팅', en: 'this private chat' }[locale]
    : { ko: '이 채팅', en: 'this chat' }[locale];
}
