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

/** What a press stands for; without the reason when all of it does not fit a button. */
function pressOf(target: MuteTarget, command: string, following: Following): string | undefined {
  const chosen = [command, targetWords(target)];
  return (
    choicePress([...chosen, ...following.all].join(' ')) ??
    choicePress([...chosen, ...following.options].join(' '))
  );
}

/** Asks which of several was meant, the shortest names first. */
export function askWhich(
  command: string,
  targets: readonly MuteTarget[],
  following: Following,
  locale: Locale,
): Outcome {
  const length = (target: MuteTarget): number => targetText(target, locale).length;
  const shown = targets.toSorted((a, b) => length(a) - length(b)).slice(0, MOST_CHOICES);
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
  const buttons = shown.flatMap((target): Button[] => {
    const press = pressOf(target, command, following);
    return press === undefined ? [] : [{ label: targetText(target, locale), press }];
  });
  return refused(lines, buttons);
}
