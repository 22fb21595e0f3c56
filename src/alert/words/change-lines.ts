import type { NoticeOf } from './words.ts';

/** What each kind of change is called. */
interface ChangeWords {
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
  readonly watchlists: string;
  readonly mutes: string;
  readonly people: string;
  readonly none: string;
  /** `+14`: what the last day with events would have come to besides. */
  readonly lastDay: (signed: string) => string;
  readonly more: (count: number) => string;
}

const MOST_NAMES = 10;
const NAMED = [
  ['added', '+'],
  ['changed', '~'],
  ['removed', '-'],
  ['watchlists', ''],
] as const;

function named(names: readonly string[], more: ChangeWords['more']): string {
  const left = names.length - MOST_NAMES;
  return names
    .slice(0, MOST_NAMES)
    .concat(left > 0 ? [more(left)] : [])
    .join(', ');
}

/** What a reload changed, one line for each kind: `+1 added: a`. */
export function changeLines(n: NoticeOf<'reloaded'>, words: ChangeWords): readonly string[] {
  const lines = [
    ...NAMED.filter(([kind]) => n[kind].length > 0).map(
      ([kind, sign]) => `${sign}${n[kind].length} ${words[kind]}: ${named(n[kind], words.more)}`,
    ),
    ...(n.mutes ? [words.mutes] : []),
    ...(n.people ? [words.people] : []),
  ];
  const { lastDay } = n;
  const signed = lastDay === undefined ? '' : `${lastDay > 0 ? '+' : ''}${lastDay}`;
  return [
    ...(lines.length > 0 ? lines : [words.none]),
    ...(lastDay === undefined || lastDay === 0 ? [] : [words.lastDay(signed)]),
  ];
}
