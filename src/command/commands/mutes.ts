import type { Locale } from '../../alert/message.ts';
import type { StandingMute } from '../../rules/rule.ts';
import type { Mute } from '../../vi/mute.ts';
import { personOf } from '../access.ts';
import { mutesHere } from '../active-mutes.ts';
import type { Command, CommandState } from '../command.ts';
import { endButtons } from '../end-button.ts';
import { scopeText, targetText, untilText } from '../mute-text.ts';
import { shortened, told } from '../reply.ts';

function muteLine(mute: Mute, { people, now, where, locale }: CommandState): string {
  return [
    `#${mute.id} ${targetText(mute.target, locale)}`,
    untilText(mute, now, locale),
    scopeText(mute.scope, where, locale),
    personOf(people, mute.by)?.name ?? mute.by,
    ...(mute.reason === undefined ? [] : [mute.reason]),
  ].join(' · ');
}

function standingLine(mute: StandingMute, { locale }: CommandState): string {
  const expires = { ko: `${mute.expires}까지`, en: `until ${mute.expires}` }[locale];
  return [
    { ko: `상시 ${mute.index}: ${mute.text}`, en: `standing ${mute.index}: ${mute.text}` }[locale],
    ...(mute.expires === undefined ? [] : [expires]),
    ...(mute.reason === undefined ? [] : [mute.reason]),
  ].join(' · ');
}

/** `음소거 2개 · 상시 1개`: how many follow, counted as `/status` counts them. */
function headLine(here: number, standing: number, locale: Locale): string {
  const some = { ko: `음소거 ${here}개`, en: here === 1 ? '1 mute' : `${here} mutes` }[locale];
  const always = { ko: `상시 ${standing}개`, en: `${standing} standing` }[locale];
  return [...(here > 0 ? [some] : []), ...(standing > 0 ? [always] : [])].join(' · ');
}

export const mutes: Command = {
  name: 'mutes',
  aliases: ['음소거목록'],
  needs: 'viewer',
  usage: '',
  about: { ko: '지금 음소거된 것', en: 'what is muted now' },
  run(_words, state) {
    const here = mutesHere(state);
    const lines = [
      ...here.map((mute) => muteLine(mute, state)),
      ...state.standing.map((mute) => standingLine(mute, state)),
    ];
    const none = { ko: '음소거가 없습니다.', en: 'Nothing is muted.' }[state.locale];
    const head = headLine(here.length, state.standing.length, state.locale);
    const shown = lines.length === 0 ? [none] : [head, ...shortened(lines, state.locale)];
    return told(shown, endButtons(here, state.locale));
  },
};
