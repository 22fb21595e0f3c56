import type { Locale, Message } from '../../alert/message.ts';
import type { MuteScope, MuteTarget, NewMute } from '../../vi/mute.ts';
import { undoPress } from '../../vi/press.ts';
import { scopeOf } from '../active-mutes.ts';
import { askWhich } from '../choices.ts';
import type { Applied, Command, CommandState, Outcome } from '../command.ts';
import { refuse, unknownTarget } from '../mute-faults.ts';
import { findAmongOptions, readOptions, untilEndOfDay, type MuteOptions } from '../mute-options.ts';
import { scopeText, targetText, untilText } from '../mute-text.ts';
import { answer } from '../reply.ts';
import { targetsOf } from '../target.ts';
import { wouldHaveHidden } from '../would-have-hidden.ts';

const USAGE =
  '<stock|watchlist|rule|all> [30m|2h|today|until-close|until-release|next 3] [for me|chat|everyone] [reason]';

const UNDO: Readonly<Record<Locale, string>> = { ko: '되돌리기', en: 'Undo' };

function confirmed(mute: NewMute, state: CommandState, { mute: id }: Applied): Message {
  const { now, where, locale } = state;
  const what = targetText(mute.target, locale);
  const until = untilText(mute, now, locale);
  const hidden = wouldHaveHidden(mute, state.told);
  const place = scopeText(mute.scope, where, locale);
  const lines = [
    { ko: `🔕 음소거: ${what}, ${until}`, en: `🔕 Muted: ${what}, ${until}` }[locale],
    {
      ko: `${place} · 오늘 알림 ${hidden}건이 숨겨졌을 것입니다`,
      en: `${place} · would have hidden ${hidden} of today's alerts`,
    }[locale],
    ...(mute.reason === undefined
      ? []
      : [{ ko: `이유: ${mute.reason}`, en: `Reason: ${mute.reason}` }[locale]]),
  ];
  return answer(lines, id === undefined ? [] : [{ label: UNDO[locale], press: undoPress(id) }]);
}

const muteIt = (mute: NewMute, state: CommandState): Outcome => ({
  ok: true,
  effects: [{ is: 'mute', mute }],
  reply: (applied) => confirmed(mute, state, applied),
});

const muteOf = (
  target: MuteTarget,
  scope: MuteScope,
  options: MuteOptions,
  { now, person }: CommandState,
): NewMute => ({
  target,
  scope,
  ...(options.lasting ?? untilEndOfDay(now)),
  reason: options.reason,
  by: person,
  createdAt: now,
});

function run(words: readonly string[], state: CommandState): Outcome {
  const { now, where, locale } = state;
  if (words.length === 0) return refuse({ is: 'no-target', word: `mute ${USAGE}` }, locale);
  const found = findAmongOptions(words, targetsOf(state), now);
  if (found.is === 'none') return refuse(unknownTarget(found), locale);
  const options = readOptions(found.rest, now);
  if ('fault' in options) return refuse(options.fault, locale);
  const scope = scopeOf(options.scope, where);
  if ('fault' in scope) return refuse(scope.fault, locale);
  if (found.is === 'several') {
    return askWhich('mute', found.targets, { all: found.rest, options: options.said }, locale);
  }
  return muteIt(muteOf(found.target, scope, options, state), state);
}

export const mute: Command = {
  name: 'mute',
  aliases: ['음소거', '끄기'],
  needs: 'operator',
  usage: USAGE,
  about: { ko: '알림을 끕니다', en: 'hides alerts for a while' },
  run,
};
