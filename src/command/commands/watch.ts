import type { Locale } from '../../alert/message.ts';
import { nearest } from '../../yaml/nearest.ts';
import { askWhich } from '../choices.ts';
import type { Command, CommandState, Outcome } from '../command.ts';
import { refuse, unknownTarget } from '../mute-faults.ts';
import { answer, refused } from '../reply.ts';
import { findTarget, targetsOf } from '../target.ts';
import type { WatchChange } from '../watch-change.ts';
import { watchMessage } from '../watch-text.ts';
import { plainName } from '../words.ts';

const USAGE = '<list> add|remove <stock>';

const CHANGES: Readonly<Record<string, WatchChange['change']>> = {
  add: 'add',
  추가: 'add',
  remove: 'remove',
  제거: 'remove',
  빼기: 'remove',
};

const changeOf = (word: string): WatchChange['change'] | undefined =>
  Object.hasOwn(CHANGES, word.toLowerCase()) ? CHANGES[word.toLowerCase()] : undefined;

interface Said {
  readonly list: string;
  readonly change: WatchChange['change'];
  readonly stock: readonly string[];
}

/** `add 반도체 카카오`: where the list's name ends only the names of the lists tell. */
function readVerbFirst(words: readonly string[], names: readonly string[]): Said | undefined {
  const [verb = '', ...rest] = words;
  const change = changeOf(verb);
  if (change === undefined || rest.length < 2) return undefined;
  const ends = rest.keys().filter((end) => end > 0);
  const end = ends.find((at) => findList(rest.slice(0, at).join(' '), names) !== undefined) ?? 1;
  return { list: rest.slice(0, end).join(' '), change, stock: rest.slice(end) };
}

/** The list's name may be several words, and so may the stock's. */
function readListFirst(words: readonly string[]): Said | undefined {
  const at = words.findIndex((word, index) => index > 0 && changeOf(word) !== undefined);
  const change = changeOf(words[at] ?? '');
  const stock = words.slice(at + 1);
  if (change === undefined || stock.length === 0) return undefined;
  return { list: words.slice(0, at).join(' '), change, stock };
}

/** By its exact name, else by the only one that differs in case and spaces. */
function findList(said: string, names: readonly string[]): string | undefined {
  if (names.includes(said)) return said;
  const alike = names.filter((name) => plainName(name) === plainName(said));
  return alike.length === 1 ? alike[0] : undefined;
}

function noSuchList(said: string, names: readonly string[], locale: Locale): Outcome {
  const near = nearest(said, names);
  const lists = names.join(', ') || '–';
  const text = {
    ko: `'${said}': 그런 목록이 없습니다.${near === undefined ? ` 목록: ${lists}` : ` 혹시 '${near}'?`}`,
    en: `'${said}': no such watchlist.${near === undefined ? ` There are: ${lists}` : ` Perhaps '${near}'?`}`,
  };
  return refused([text[locale]]);
}

function changeIt(change: WatchChange, locale: Locale): Outcome {
  return {
    ok: true,
    effects: [{ is: 'watch', change }],
    reply: ({ watched }) =>
      watched === undefined ? answer([]) : watchMessage(change, watched, locale),
  };
}

function run(words: readonly string[], state: CommandState): Outcome {
  const { rules, locale } = state;
  const names = rules.watchlistNames;
  const said = readListFirst(words) ?? readVerbFirst(words, names);
  if (said === undefined) return refuse({ is: 'no-target', word: `watch ${USAGE}` }, locale);
  const list = findList(said.list, names);
  if (list === undefined) return noSuchList(said.list, names, locale);
  const found = findTarget(
    said.stock,
    targetsOf(state).filter(({ is }) => is === 'stock'),
  );
  if (found.is === 'none') return refuse(unknownTarget(found), locale);
  if (found.rest.length > 0) {
    return refuse({ is: 'more-than-target', word: found.rest.join(' ') }, locale);
  }
  const { change } = said;
  if (found.is === 'several') {
    return askWhich(`watch ${list} ${change}`, found.targets, { all: [], options: [] }, locale);
  }
  const { target } = found;
  if (target.is !== 'stock')
    return refuse({ is: 'unknown-target', word: said.stock.join(' ') }, locale);
  const { code, name } = target;
  return changeIt({ list, change, stock: { code, name } }, locale);
}

export const watch: Command = {
  name: 'watch',
  aliases: ['관심'],
  needs: 'admin',
  usage: USAGE,
  about: {
    ko: '관심목록에 종목을 넣고 뺍니다',
    en: 'puts a stock into a watchlist, or takes it out',
  },
  run,
};
