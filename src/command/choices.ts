import type { Button, Locale } from '../alert/message.ts';
import type { MuteTarget } from '../vi/mute.ts';
import { choicePress } from '../vi/press.ts';
import type { Outcome } from './command.ts';
import { targetText } from './mute-text.ts';
import { refused } from './reply.ts';
import { targetWords } from './target.ts';

const MOST_CHOICES = 8;

/** What follows the target, in full and without the reason: a button holds 64 bytes. */
export interface Following {
  readonly all: readonly string[];
  readonly options: readonly string[];
}

const byLength = (one: MuteTarget, other: MuteTarget): number =>
  targetText(one, 'ko').length - targetText(other, 'ko').length;

function choiceButton(target: MuteTarget, command: string, following: Following): Button[] {
  const chosen = [command, targetWords(target)];
  const press =
    choicePress([...chosen, ...following.all].join(' ')) ??
    choicePress([...chosen, ...following.options].join(' '));
  return press === undefined ? [] : [{ label: targetText(target, 'ko'), press }];
}

/** Asks which of several was meant, the shortest names first. */
export function askWhich(
  command: string,
  targets: readonly MuteTarget[],
  following: Following,
  locale: Locale,
): Outcome {
  const shown = targets.toSorted(byLength).slice(0, MOST_CHOICES);
  const left = targets.length - shown.length;
  const more = {
    ko: `외 ${left}개: 이름을 더 길게 써 주세요`,
    en: `${left} more: write more of the name`,
  }[locale];
  const lines = [
    { ko: '어느 것인가요?', en: 'Which one?' }[locale],
    ...shown.map((target) => `· ${targetText(target, locale)} → ${command} ${targetWords(target)}`),
    ...(left > 0 ? [more] : []),
  ];
  return refused(
    lines,
    shown.flatMap((target) => choiceButton(target, command, following)),
  );
}
