import { getChoseong } from 'es-hangul';
import type { MuteTarget } from '../vi/mute.ts';
import { isStockCode } from '../vi/stock.ts';
import { nearest } from '../yaml/nearest.ts';
import type { CommandState } from './command.ts';
import { keyboard } from './keyboard.ts';
import { plainName } from './words.ts';

/** What the first words of a command mean; `rest` are the words after them. */
export type Found =
  | { readonly is: 'one'; readonly target: MuteTarget; readonly rest: readonly string[] }
  | {
      readonly is: 'several';
      readonly targets: readonly MuteTarget[];
      /** The words that mean all of them. */
      readonly said: string;
      readonly rest: readonly string[];
    }
  /** `nearest`: the name that was probably meant. */
  | { readonly is: 'none'; readonly word: string; readonly nearest: string | undefined };

interface Candidate {
  readonly target: MuteTarget;
  /** Its name as `plainName` has it, or the keys that type it. */
  readonly name: string;
  /** The name's initial consonants, with and without its other letters: `skㅎㅇㄴㅅ`, `ㅎㅇㄴㅅ`. */
  readonly initials: readonly string[];
}

type Match = (query: string, candidate: Candidate) => boolean;

const ALL: ReadonlySet<string> = new Set(['all', '전체']);
/** The length of a code; `all` is shorter. */
const LONGEST_FIXED = 6;
const INITIALS = /[ㄱ-ㅎ]/u;
/** Them, or a word of the keys that type them. */
const MAY_BE_INITIALS = /[ㄱ-ㅎ]|(?:^|\s)[rsefaqtdwczxvg]{3,}(?:\s|$)/iu;

const isCode: Match = (query, { target }) =>
  target.is === 'stock' && target.code === query.toUpperCase();
const isStock: Match = (query, { target, name }) => target.is === 'stock' && name === query;
const isNamed: Match = (query, { target, name }) =>
  target.is === 'all' ? ALL.has(query) : name === query;
const isPart: Match = (query, { target, name }) => target.is !== 'all' && name.includes(query);

const isInitials: Match = (query, { initials }) => initials.includes(query);
const startsInitials: Match = (query, { initials }) =>
  INITIALS.test(query) && initials.some((each) => each.startsWith(query));

/** Fewer keys than these begin too many names. */
const KEYS_OF_PART = 4;
const KEYS_OF_INITIALS = 3;

const isPartOfKeys: Match = (query, candidate) =>
  query.length >= KEYS_OF_PART && isPart(query, candidate);
const isInitialKeys: Match = (query, candidate) =>
  query.length >= KEYS_OF_INITIALS && isInitials(query, candidate);

/**
 * contract.md's precedence. Within a tier the most words win, so that `반도체 상승 VI` is the rule
 * and not the watchlist; an exact name is never given up for a longer part.
 */
const EXACT: readonly Match[] = [isCode, isStock, isNamed];
const TIERS: readonly (readonly Match[])[] = [EXACT, [isPart], [isInitials], [startsInitials]];

/** Only what nothing else matches was typed with the keyboard switched the wrong way. */
const TIERS_OF_KEYS: readonly (readonly Match[])[] = [
  [isStock, isNamed],
  [isPartOfKeys],
  [isInitialKeys],
];

/** All that can be meant: everything, the listed stocks, the watchlists and the rules. */
export const targetsOf = ({ stocks, rules }: CommandState): readonly MuteTarget[] => [
  { is: 'all' },
  ...stocks.values().map(({ code, name }) => ({ is: 'stock' as const, code, name })),
  ...rules.watchlistNames.map((name) => ({ is: 'watchlist' as const, name })),
  ...rules.rules.map(({ name }) => ({ is: 'rule' as const, name })),
];

/** A code counts before the stock list is loaded, and on the day a stock is new. */
function unlisted(word: string, targets: readonly MuteTarget[]): readonly MuteTarget[] {
  const code = word.toUpperCase();
  const listed = targets.some((target) => target.is === 'stock' && target.code === code);
  return !listed && isStockCode(code) && /^\d/u.test(code)
    ? [{ is: 'stock', code, name: code }]
    : [];
}

/** `rule:반도체` means only the rule of this name: how equal names are told apart. */
function narrowed(words: readonly string[]): {
  readonly only: string | undefined;
  readonly words: readonly string[];
} {
  const [, only, name = ''] = /^(stock|watchlist|rule):(.*)$/u.exec(words[0] ?? '') ?? [];
  return { only, words: only === undefined ? words : [name, ...words.slice(1)] };
}

/** How words and the names they may mean are compared. */
interface Reading {
  readonly read: (name: string) => string;
  readonly candidates: readonly Candidate[];
}

function firstMatch(
  tier: readonly Match[],
  words: readonly string[],
  { read, candidates }: Reading,
): Found | undefined {
  const longest = Math.max(...candidates.map(({ name }) => name.length), LONGEST_FIXED);
  for (let used = Math.min(words.length, longest); used > 0; used -= 1) {
    const query = read(words.slice(0, used).join(''));
    for (const match of query === '' ? [] : tier) {
      const targets = candidates.filter((each) => match(query, each)).map((each) => each.target);
      const rest = words.slice(used);
      const said = words.slice(0, used).join(' ');
      if (targets.length > 1) return { is: 'several', targets, said, rest };
      if (targets[0] !== undefined) return { is: 'one', target: targets[0], rest };
    }
  }
  return undefined;
}

/** `withInitials`: they cost a millisecond for every hundred names, and few words ask for them. */
function candidateOf(target: MuteTarget, withInitials: boolean): Candidate {
  if (target.is === 'all') return { target, name: '', initials: [] };
  const name = plainName(target.name);
  const mixed = withInitials ? name.replaceAll(/[가-힣]/gu, getChoseong) : '';
  const pure = mixed.replaceAll(/[^ㄱ-ㅎ]/gu, '');
  return { target, name, initials: pure === '' ? [] : [mixed, pure] };
}

function byTiers(
  tiers: readonly (readonly Match[])[],
  words: readonly string[],
  reading: Reading,
): Found | undefined {
  for (const tier of tiers) {
    const found = firstMatch(tier, words, reading);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As if the words had been typed with the keyboard switched the other way. */
function byKeys(words: readonly string[], candidates: readonly Candidate[]): Found | undefined {
  const keysOf = keyboard();
  const typed = candidates.map(({ target, name, initials }) => ({
    target,
    name: keysOf(name),
    initials: initials.map(keysOf),
  }));
  return byTiers(TIERS_OF_KEYS, words, { read: keysOf, candidates: typed });
}

function candidatesFor(
  { only, words }: ReturnType<typeof narrowed>,
  targets: readonly MuteTarget[],
): readonly Candidate[] {
  const withInitials = MAY_BE_INITIALS.test(words.join(' '));
  return [...targets, ...unlisted(words[0] ?? '', targets)]
    .filter((target) => only === undefined || target.is === only)
    .map((target) => candidateOf(target, withInitials));
}

/** Whether the first words are a code or a whole name. */
export function namesTarget(given: readonly string[], targets: readonly MuteTarget[]): boolean {
  const asked = narrowed(given);
  const candidates = candidatesFor(asked, targets);
  return firstMatch(EXACT, asked.words, { read: plainName, candidates }) !== undefined;
}

/**
 * Finds what the first words mean among `targets`, by code, name, part or initial consonants, all
 * of them also typed with the keyboard switched the wrong way.
 */
export function findTarget(given: readonly string[], targets: readonly MuteTarget[]): Found {
  const asked = narrowed(given);
  const { words } = asked;
  const candidates = candidatesFor(asked, targets);
  const found = byTiers(TIERS, words, { read: plainName, candidates }) ?? byKeys(words, candidates);
  if (found !== undefined) return found;
  const names = targets.map((target) => (target.is === 'all' ? 'all' : target.name));
  return { is: 'none', word: given[0] ?? '', nearest: nearest(given[0] ?? '', names) };
}

/** Words that mean this target and no other; equal for equal targets. */
export function targetWords(target: MuteTarget): string {
  if (target.is === 'all') return 'all';
  return target.is === 'stock' ? target.code : `${target.is}:${target.name}`;
}
