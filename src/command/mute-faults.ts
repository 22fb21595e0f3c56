import type { Locale } from '../alert/message.ts';
import type { ScopeFault } from './active-mutes.ts';
import type { Outcome } from './command.ts';
import { LONGEST_REASON, type OptionFault } from './mute-options.ts';
import { refused } from './reply.ts';
import type { Found } from './target.ts';

/** Why the words of a mute or unmute cannot be followed. */
export interface MuteFault {
  readonly is: OptionFault['is'] | ScopeFault | 'no-target' | 'unknown-target' | 'more-than-target';
  /** What it is about: the word as it was said; of `no-target` the usage. */
  readonly word: string;
  /** The name that was probably meant. */
  readonly nearest?: string | undefined;
}

type Text = Readonly<Record<Locale, string>>;

const perhaps = (name: string | undefined, lead: string): string =>
  name === undefined ? '' : ` ${lead} '${name}'?`;

const TEXTS: Readonly<Record<MuteFault['is'], (fault: MuteFault) => Text>> = {
  'no-target': ({ word }) => ({ ko: `무엇을? 쓰는 법: ${word}`, en: `What? Usage: ${word}` }),
  'unknown-target': ({ word, nearest }) => ({
    ko: `'${word}': 그런 종목, 목록, 규칙이 없습니다.${perhaps(nearest, '혹시')}`,
    en: `'${word}': no such stock, watchlist or rule.${perhaps(nearest, 'Perhaps')}`,
  }),
  'more-than-target': ({ word }) => ({
    ko: `'${word}': 여기에는 대상만 씁니다.`,
    en: `'${word}': only a target goes here.`,
  }),
  'no-duration': ({ word }) => ({
    ko: `'${word}': 기간이 아니거나 자리가 틀립니다. 대상 바로 뒤에 30m, 2h, today, until-close, until-release, next 3 중 하나를 쓰세요.`,
    en: `'${word}' is no duration, or is in the wrong place. Right after the target: 30m, 2h, today, until-close, until-release or next 3.`,
  }),
  'next-what': ({ word }) => ({
    ko: `'${word}' 뒤에는 수를 씁니다: next 3`,
    en: `'${word}' needs a number: next 3`,
  }),
  twice: ({ word }) => ({
    ko: `'${word}': 기간과 범위는 한 번씩만 씁니다.`,
    en: `'${word}': one duration and one scope at most.`,
  }),
  'long-reason': () => ({
    ko: `이유는 ${LONGEST_REASON}자까지입니다.`,
    en: `A reason has at most ${LONGEST_REASON} characters.`,
  }),
  'for-me': () => ({
    ko: `'for me'는 저와의 개인 채팅에서만 됩니다. 이 채팅 전체는 'for chat'입니다.`,
    en: `'for me' works only in your private chat with me. For this whole chat: 'for chat'.`,
  }),
  'no-chat': () => ({
    ko: `명령줄에는 채팅이 없습니다: 'for everyone'만 됩니다.`,
    en: `The command line has no chat: only 'for everyone' works.`,
  }),
};

/** What `findTarget` did not find. */
export const unknownTarget = ({ word, nearest }: Extract<Found, { is: 'none' }>): MuteFault => ({
  is: 'unknown-target',
  word,
  nearest,
});

/** Tells what is wrong and what to write instead; nothing changes. */
export const refuse = (fault: MuteFault, locale: Locale): Outcome =>
  refused([TEXTS[fault.is](fault)[locale]]);
