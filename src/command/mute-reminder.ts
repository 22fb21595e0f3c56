import type { Locale, Message } from '../alert/message.ts';
import { sessionHours } from '../market/sessions.ts';
import { dayOf, type EpochMs } from '../vi/kst.ts';
import type { Mute } from '../vi/mute.ts';
import { endButtons } from './end-button.ts';
import { targetText, untilText } from './mute-text.ts';
import { answer, shortened } from './reply.ts';

/** A mute that is set for longer than this is reminded of. */
const LONG_MS = 24 * 3_600_000;

/** A mute and how many alerts it has hidden. */
export interface Hiding {
  readonly mute: Mute;
  readonly hidden: number;
}

/**
 * The long mutes of earlier days that still hold, once the morning of a trading day has come: from
 * KRX's opening auction on, until the evening.
 */
export function toRemind(mutes: readonly Mute[], now: EpochMs): readonly Mute[] {
  const today = dayOf(now);
  const [opening] = sessionHours('opening', today, 'krx');
  if (opening === undefined || now < opening.open) return [];
  return mutes.filter(
    ({ createdAt, until, nextLeft }) =>
      until - createdAt > LONG_MS && dayOf(createdAt) < today && now < until && nextLeft !== 0,
  );
}

/** One message for all of a chat's, with a button for each: nobody forgets what is not heard. */
export function muteReminder(hiding: readonly Hiding[], now: EpochMs, locale: Locale): Message {
  const lines = hiding.map(({ mute, hidden }) => {
    const what = `#${mute.id} ${targetText(mute.target, locale)}`;
    const count = { ko: `지금까지 ${hidden}건 숨김`, en: `${hidden} hidden so far` }[locale];
    return [what, untilText(mute, now, locale), count].join(' · ');
  });
  const title = {
    ko: `🔕 아직 음소거 중: ${hiding.length}개`,
    en: `🔕 Still muted: ${hiding.length}`,
  }[locale];
  return answer(
    [title, ...shortened(lines, locale)],
    endButtons(
      hiding.map(({ mute }) => mute),
      locale,
    ),
  );
}
