import type { Fault } from '../yaml/fault.ts';
import { asList, asMap } from '../yaml/raw.ts';
import { leaves, warn, type Doubts } from './doubts.ts';
import { channelWarnings } from './warnings-channels.ts';
import { stockWarnings } from './warnings-stocks.ts';
import { twinWarnings } from './warnings-twins.ts';
import { windowWarnings } from './warnings-windows.ts';

function listWarnings(doubts: Doubts): readonly Fault[] {
  const { sources } = doubts.lists;
  const used = new Set([
    ...leaves(doubts).flatMap(({ condition }) => (condition.is === 'stock' ? condition.lists : [])),
    ...[...sources.values()]
      .flat()
      .flatMap(({ source }) => (source.is === 'list' ? [source.name] : [])),
  ]);
  return [...sources].flatMap(([name, all]) => {
    const path = ['watchlists', name];
    return [
      ...(all.length === 0 ? [warn(doubts, path, { message: `\`${name}\` is empty` }, 'key')] : []),
      ...(used.has(name)
        ? []
        : [warn(doubts, path, { message: `\`${name}\` is not used` }, 'key')]),
    ];
  });
}

function templateWarnings(doubts: Doubts): readonly Fault[] {
  const file = asMap(doubts.yaml.value);
  const users = [file.get('defaults'), ...asList(file.get('rules'))];
  const used = new Set(users.map((user) => asMap(user).get('template')));
  return [...asMap(file.get('templates')).keys()]
    .filter((name) => !used.has(name))
    .map((name) =>
      warn(doubts, ['templates', name], { message: `\`${name}\` is not used` }, 'key'),
    );
}

function expiredWarnings(doubts: Doubts): readonly Fault[] {
  const { rules, mutes, today } = doubts;
  if (today === undefined) return [];
  const over = [
    ...rules.map(({ path, value }) => ({ path, day: value.expires })),
    ...mutes.map(({ path, value }) => ({ path, day: value.mute.expires })),
  ].flatMap(({ path, day }) => (day !== undefined && day < today ? [{ path, day }] : []));
  return over.map(({ path, day }) =>
    warn(doubts, [...path, 'expires'], { message: `Off: its last day was ${day}` }),
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
