import type { Day } from '../vi/kst.ts';
import { isStockCode, type StockList } from '../vi/stock.ts';
import type { Complaint, Fault } from '../yaml/fault.ts';
import { asList, asMap } from '../yaml/raw.ts';
import { faultIn, type Path, type YamlFile } from '../yaml/yaml-file.ts';
import type { CheckedMute, CheckedRule } from './compile.ts';
import { leavesOf, type Leaf } from './node.ts';
import type { Watchlists } from './watchlists.ts';

/** A checked rule or mute with its place. */
export interface Found<T> {
  readonly path: Path;
  readonly value: T;
}

export interface Doubts {
  readonly yaml: YamlFile;
  readonly rules: readonly Found<CheckedRule>[];
  readonly mutes: readonly Found<CheckedMute>[];
  readonly lists: Watchlists;
  readonly stocks: StockList | undefined;
  readonly today: Day | undefined;
}

interface PlacedLeaf extends Leaf {
  readonly at: Path;
}

const leaves = ({ rules, mutes }: Doubts): readonly PlacedLeaf[] =>
  [...rules, ...mutes].flatMap(({ path, value }) =>
    leavesOf(value.when).map((leaf) => ({ ...leaf, at: [...path, 'when', ...leaf.path] })),
  );

const warn = (doubts: Doubts, path: Path, complaint: Complaint, on?: 'key'): Fault =>
  faultIn(doubts.yaml, path, complaint, on);

function listWarnings(doubts: Doubts): readonly Fault[] {
  const { sources } = doubts.lists;
  const used = new Set([
    ...leaves(doubts).flatMap(({ condition }) => condition.mentions?.lists ?? []),
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

function stockWarnings(doubts: Doubts): readonly Fault[] {
  const { stocks, lists } = doubts;
  if (stocks === undefined || stocks.size === 0) return [];
  const names = new Set([...stocks.values()].map(({ name }) => name));
  const named = [
    ...[...lists.sources.values()]
      .flat()
      .flatMap(({ source, path }) => (source.is === 'stock' ? [{ path, text: source.text }] : [])),
    ...leaves(doubts).flatMap(({ at, condition }) =>
      (condition.mentions?.stocks ?? []).map((text) => ({ path: at, text })),
    ),
  ];
  return named
    .filter(({ text }) => !stocks.has(text) && !names.has(text))
    .map(({ path, text }) => {
      const what = isStockCode(text) ? 'code' : 'name';
      return warn(doubts, path, { message: `\`${text}\`: no ${what} of today's stock list` });
    });
}

const windowWarnings = (doubts: Doubts): readonly Fault[] =>
  leaves(doubts).flatMap(({ at, condition }) =>
    condition.never === undefined ? [] : [warn(doubts, at, { message: condition.never })],
  );

/** The same text for the same conditions, in whatever order their words stand. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = [...asMap(value)].map(([key, inner]) => `${key}:${canonical(inner)}`);
  return `{${entries.toSorted().join()}}`;
}

function twinWarnings(doubts: Doubts): readonly Fault[] {
  const raw = asList(asMap(doubts.yaml.value).get('rules'));
  const first = new Map<string, string>();
  return doubts.rules.flatMap(({ path, value }) => {
    const text = canonical(asMap(raw[Number(path[1])]).get('when'));
    const twin = first.get(text);
    if (twin === undefined) first.set(text, value.rule.name);
    if (twin === undefined) return [];
    const message = `\`${value.rule.name}\` has the same \`when\` as \`${twin}\``;
    return [warn(doubts, [...path, 'when'], { message }, 'key')];
  });
}

function expiredWarnings(doubts: Doubts): readonly Fault[] {
  const { rules, mutes, today } = doubts;
  if (today === undefined) return [];
  const over = [
    ...rules.map(({ path, value }) => ({ path, day: value.expires })),
    ...mutes.map(({ path, value }) => ({ path, day: value.mute.expires })),
  ].flatMap(({ path, day }) => (day !== undefined && day < today ? [{ path, day }] : []));
  return over.map(({ path, day }) =>
    warn(doubts, [...path, 'expires'], { message: `Off since ${day}: it expired` }),
  );
}

/** What is probably not meant, though it can be run. */
export const warningsOf = (doubts: Doubts): readonly Fault[] => [
  ...listWarnings(doubts),
  ...templateWarnings(doubts),
  ...stockWarnings(doubts),
  ...windowWarnings(doubts),
  ...twinWarnings(doubts),
  ...expiredWarnings(doubts),
];
