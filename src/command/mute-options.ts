import { endOfDay, endOfRegular } from '../market/sessions.ts';
import { parseDuration } from '../vi/duration.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Mute, MuteTarget } from '../vi/mute.ts';
import { findTarget, namesTarget, type Found } from './target.ts';

/** How long a mute holds; every one has an end by time. */
export type Lasting = Pick<Mute, 'until' | 'untilRelease' | 'nextLeft'>;

export type ScopeWord = 'me' | 'chat' | 'everyone';

/** What is wrong with the words after the target; `word`: the one it is about. */
export interface OptionFault {
  readonly is: 'no-duration' | 'next-what' | 'twice' | 'long-reason';
  readonly word: string;
}

/** The words after the target. `undefined`: not said. */
export interface MuteOptions {
  readonly lasting: Lasting | undefined;
  readonly scope: ScopeWord | undefined;
  readonly reason: string | undefined;
  /** The words before the reason, as they were said. */
  readonly said: readonly string[];
}

/** One option and how many words it took. */
interface Option {
  readonly lasting?: Lasting;
  readonly scope?: ScopeWord;
  readonly used: number;
}

/** Characters. */
export const LONGEST_REASON = 200;
const STARTS_LIKE_NUMBER = /^[\p{Nd}+\-−±]/u;

const SCOPES: Readonly<Record<string, ScopeWord>> = {
  me: 'me',
  chat: 'chat',
  everyone: 'everyone',
  나만: 'me',
  여기: 'chat',
  모두에게: 'everyone',
};

/** Named ends by what they are called. */
const ENDS: Readonly<Record<string, (now: EpochMs) => Lasting>> = {
  today: (now) => untilTime(endOfDay(now)),
  오늘: (now) => untilTime(endOfDay(now)),
  'until-close': (now) => untilTime(endOfRegular(now)),
  장마감까지: (now) => untilTime(endOfRegular(now)),
  'until-release': (now) => ({ ...untilTime(endOfDay(now)), untilRelease: true }),
  해제까지: (now) => ({ ...untilTime(endOfDay(now)), untilRelease: true }),
};

const NEXT: ReadonlySet<string> = new Set(['next', '다음']);

const untilTime = (until: EpochMs): Lasting => ({
  until,
  untilRelease: false,
  nextLeft: undefined,
});

/** Without a duration: 20:00 KST of the day, or of the next trading day. */
export const untilEndOfDay = (now: EpochMs): Lasting => untilTime(endOfDay(now));

/** `30분`, `1시간30분` are `30m`, `1h30m`. */
const spanOf = (word: string): number | undefined =>
  parseDuration(word.replace('시간', 'h').replace('분', 'm'));

function takeLasting([word = '', count = '']: readonly string[], now: EpochMs): Option | undefined {
  if (NEXT.has(word) && /^[1-9]\d{0,3}건?$/u.test(count)) {
    return { lasting: { ...untilEndOfDay(now), nextLeft: Number.parseInt(count, 10) }, used: 2 };
  }
  const end = Object.hasOwn(ENDS, word) ? ENDS[word]?.(now) : undefined;
  if (end !== undefined) return { lasting: end, used: 1 };
  const span = spanOf(word);
  return span === undefined ? undefined : { lasting: untilTime(now + span), used: 1 };
}

function takeScope([word = '']: readonly string[]): Option | undefined {
  const scope = Object.hasOwn(SCOPES, word) ? SCOPES[word] : undefined;
  return scope === undefined ? undefined : { scope, used: 1 };
}

/** `for` may stand before either option; before anything else it begins the reason. */
function takeOption(words: readonly string[], now: EpochMs): Option | undefined {
  const skipped = words[0] === 'for' ? 1 : 0;
  const left = words.slice(skipped);
  const option = takeLasting(left, now) ?? takeScope(left);
  return option && { ...option, used: option.used + skipped };
}

/** A third one is necessarily a second of its kind, so no more are read. */
function takeOptions(words: readonly string[], now: EpochMs): readonly Option[] {
  const options: Option[] = [];
  let left = words;
  while (options.length < 3) {
    const option = takeOption(left, now);
    if (option === undefined) break;
    options.push(option);
    left = left.slice(option.used);
  }
  return options;
}

/** A reason is free text, but a number in it is most likely a mistyped or misplaced duration. */
function reasonFault(words: readonly string[]): OptionFault | undefined {
  const number = words.find((word) => STARTS_LIKE_NUMBER.test(word));
  if (number !== undefined) return { is: 'no-duration', word: number };
  const [first = ''] = words;
  if (NEXT.has(first.toLowerCase())) return { is: 'next-what', word: first };
  return words.join(' ').length > LONGEST_REASON ? { is: 'long-reason', word: first } : undefined;
}

/**
 * Finds the target where options may stand before it, as in `30m 삼성전자`: they come first in its
 * `rest`. A name that begins like an option is that name.
 */
export function findAmongOptions(
  words: readonly string[],
  targets: readonly MuteTarget[],
  now: EpochMs,
): Found {
  const options = takeOptions(
    words.map((word) => word.toLowerCase()),
    now,
  );
  const used = options.reduce((sum, option) => sum + option.used, 0);
  const isPlain = used === 0 || used === words.length || namesTarget(words, targets);
  const found = findTarget(isPlain ? words : words.slice(used), targets);
  if (isPlain || found.is === 'none') return found;
  return { ...found, rest: [...words.slice(0, used), ...found.rest] };
}

/**
 * Reads `[duration] [for me|chat|everyone] [reason]`; the first two in either order, each at most
 * once.
 */
export function readOptions(
  words: readonly string[],
  now: EpochMs,
): MuteOptions | { readonly fault: OptionFault } {
  const options = takeOptions(
    words.map((word) => word.toLowerCase()),
    now,
  );
  const used = options.reduce((sum, option) => sum + option.used, 0);
  const [lasting, ...lastings] = options.flatMap((option) => option.lasting ?? []);
  const [scope, ...scopes] = options.flatMap((option) => option.scope ?? []);
  if (lastings.length + scopes.length > 0) {
    return { fault: { is: 'twice', word: words[used - 1] ?? '' } };
  }
  const reason = words.slice(used);
  const fault = reasonFault(reason);
  if (fault !== undefined) return { fault };
  return { lasting, scope, reason: reason.join(' ') || undefined, said: words.slice(0, used) };
}
