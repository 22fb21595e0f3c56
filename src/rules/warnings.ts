import type { Fault } from '../yaml/fault.ts';
import { asMap } from '../yaml/raw.ts';
import { below, faultAtPart } from '../yaml/yaml-file.ts';
import { leaves, type Doubts } from './doubts.ts';
import { listed, named } from './parts.ts';
import { takesIn } from './resolve-watchlists.ts';
import { channelWarnings } from './warnings-channels.ts';
import { stockWarnings } from './warnings-stocks.ts';
import { twinWarnings } from './warnings-twins.ts';
import { windowWarnings } from './warnings-windows.ts';

function listWarnings(doubts: Doubts): readonly Fault[] {
  const { lists } = doubts;
  const used = new Set([
    ...leaves(doubts).flatMap(({ condition }) => (condition.is === 'stock' ? condition.lists : [])),
    ...[...lists.lists.values()].flatMap(({ entries }) =>
      entries.flatMap(({ source }) => (source.is === 'list' ? [source.name] : [])),
    ),
  ]);
  return [...lists.lists].flatMap(([name, at]) => [
    ...(takesIn(name, lists.checked)
      ? []
      : [faultAtPart(at, { message: `\`${name}\` is empty` }, 'key')]),
    ...(used.has(name) ? [] : [faultAtPart(at, { message: `\`${name}\` is not used` }, 'key')]),
  ]);
}

function templateWarnings({ files }: Doubts): readonly Fault[] {
  const defaults = files.map(({ value }) => asMap(value).get('defaults'));
  const users = [...defaults, ...listed(files, 'rules').map(({ value }) => value)];
  const used = new Set(users.map((user) => asMap(user).get('template')));
  return named(files, 'templates')
    .filter(({ name }) => !used.has(name))
    .map((template) =>
      faultAtPart(template, { message: `\`${template.name}\` is not used` }, 'key'),
    );
}

function expiredWarnings(doubts: Doubts): readonly Fault[] {
  const { rules, mutes, today } = doubts;
  if (today === undefined) return [];
  const over = [
    ...rules.map(({ value, ...at }) => ({ at, day: value.expires })),
    ...mutes.map(({ value, ...at }) => ({ at, day: value.mute.expires })),
  ].flatMap(({ at, day }) => (day !== undefined && day < today ? [{ at, day }] : []));
  return over.map(({ at, day }) =>
    faultAtPart(below(at, 'expires'), { message: `Off: its last day was ${day}` }),
  );
}

/** What is probably not meant, though it can be run. */
export const warningsOf = (doubts: Doubts): readonly Fault[] => [
  ...listWarnings(doubts),
  ...templateWarnings(doubts),
  ...channelWarnings(doubts),
  ...stockWarnings(doubts),
  ...windowWarnings(doubts),
  ...twinWarnings(doubts),
  ...expiredWarnings(doubts),
];
