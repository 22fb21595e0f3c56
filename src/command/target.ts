import { getChoseong } from 'es-hangul';
import type { MuteTarget } from '../vi/mute.ts';
import { isStockCode } from '../vi/stock.ts';
import { nearest } from '../yaml/nearest.ts';
import type { CommandState } from './command.ts';
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
  /** Its name as `plainName` has it. */
  readonly name: string;
  /** The name's initial consonants, with and without its other letters: `skㅎㅇㄴㅅ`, `ㅎㅇㄴㅅ`. */
  readonly initials: readonly string[];
}

type Match = (query: string, candidate: Candidate) => boolean;

const ALL: ReadonlySet<string> = new Set(['all', '전체']);
/** The length of a code; `all` is shorter. */
const LONGEST_FIXED = 6;
const INITIALS = /[ㄱ-ㅎ]/u;

const isCode: Match = (query, { target }) =>
  target.is === 'stock' && target.code === query.toUpperCase();
const isStock: Match = (query, { target, name }) => target.is === 'stock' && name === query;
const isNamed: Match = (query, { target, name }) =>
  target.is === 'all' ? ALL.has(query) : name === query;
const isPart: Match = (query, { target, name }) => target.is !== 'all' && name.includes(query);

const isInitials: Match = (query, { initials }) => initials.includes(query);
const startsInitials: Match = (query, { initials }) =>
  INITIALS.test(query) && initials.some((each) => each.startsWith(query));

/**
 * contract.md's precedence. Within a tier the most words win, so that `반도체 상승 VI` is the rule
 * and not the watchlist; an exact name is never given up for a longer part.
 */
const TIERS: readonly (readonly Match[])[] = [
  [isCode, isStock, isNamed],
  [isPart],
  [isInitials],
  [startsInitials],
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

function firstMatch(
  tier: readonly Match[],
  words: readonly string[],
  candidates: readonly Candidate[],
): Found | undefined {
  const longest = Math.max(...candidates.map(({ name }) => name.length), LONGEST_FIXED);
  for (let used = Math.min(words.length, longest); used > 0; used -= 1) {
    const query = plainName(words.slice(0, used).join(''));
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

/** Finds what the first words mean among `targets`, by code, name, part or initial consonants. */
export function findTarget(given: readonly string[], targets: readonly MuteTarget[]): Found {
  const { only, words } = narrowed(given);
  const candidates = [...targets, ...unlisted(words[0] ?? '', targets)]
    .filter((target) => only === undefined || target.is === only)
    .map((target) => candidateOf(target, INITIALS.test(words.join(''))));
  for (const tier of TIERS) {
    const found = firstMatch(tier, words, candidates);
    if (found !== undefined) return found;
  }
  const names = targets.map((target) => (target.is === 'all' ? 'all' : target.name));
  return { is: 'none', word: given[0] ?? '', nearest: nearest(given[0] ?? '', names) };
}

/** Words that mean this target and no other; equal for equal targets. */
export function targetWords(target: MuteTarget): string {
  if (target.is === 'all') return 'all';
  return target.is === 'stock' ? target.code : `${target.is}:${target.name}`;
}
