import type { LedgerRow, StoredEvent } from '../../src/store/obligation.ts';
import type { AttemptState } from '../../src/store/attempt.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { isTold, keyFor, listing, shownIn, type Check, type Evidence } from './evidence.ts';
import type { Said, SaidEntry } from './truth.ts';
import { hiddenBy, wasDeleted } from './watch.ts';
import { keyOf } from './world.ts';

const keysOf = (stored: StoredEvent, rules: readonly Rule[]): readonly string[] =>
  rules.flatMap(({ name, notify }) => notify.map((channel) => keyFor(stored, name, channel)));

/** What may be in the ledger besides: rules that matched a venue named later, and stand-ins. */
function allowedOf({ world, scenario }: Evidence, stored: StoredEvent): readonly string[] {
  const venue = world.episodes.get(stored.episode)?.venue;
  const rules = [stored.event, { ...stored.event, venue }].flatMap((event) =>
    world.rules.match(event),
  );
  const fallbackOf = (channel: string): string =>
    scenario.channels.find(({ name }) => name === channel)?.fallback ?? channel;
  const standingIn = rules.map((rule) => ({ ...rule, notify: rule.notify.map(fallbackOf) }));
  return keysOf(stored, [...rules, ...standingIn]);
}

/** matched = sent + merged + muted + suppressed + repeat + expired + failed + unknown + waiting. */
export const sum: Check = (evidence) => {
  const { world, events, byKey, rows } = evidence;
  const owed = events.flatMap((stored) => keysOf(stored, world.rules.match(stored.event)));
  const allowed = new Set(events.flatMap((stored) => allowedOf(evidence, stored)));
  return [
    ...owed.filter((key) => !byKey.has(key)).map((key) => `${key} is in no row`),
    ...rows.filter((row) => !allowed.has(keyOf(row))).map((row) => `${keyOf(row)} was never owed`),
    ...(byKey.size === rows.length ? [] : ['an obligation has two rows']),
  ];
};

/** Every event of the day is in the ledger, once. */
export const events: Check = ({ world, events: stored }) => {
  const heard = world.facts.map((fact) => fact.heard(0)).filter((fact) => fact.is === 'event');
  const wanted = new Set(heard.map(({ episode, event }) => `${episode.id} ${event.event}`));
  const got = stored.map(({ episode, event }) => `${episode} ${event.event}`);
  return [
    ...[...wanted].filter((one) => !got.includes(one)).map((one) => `${one} is lost`),
    ...(new Set(got).size === got.length ? [] : ['a repeated frame added an event']),
    ...(got.length > wanted.size ? ['an event that nobody told'] : []),
  ];
};

/** After the faults stop everything waiting ends. */
export const liveness: Check = ({ rows }) =>
  rows.filter(({ outcome }) => outcome === 'waiting').map((row) => `${keyOf(row)} still waits`);

const entriesOf = (said: Said): readonly SaidEntry[] => (said.is === 'draft' ? said.entries : []);

/** What each message of a chat said first or says now, by the platform's id. */
function sayings(evidence: Evidence, channel: string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    shownIn(evidence, channel).map(({ id, said, first }) => {
      const keys = [...entriesOf(first), ...entriesOf(said)].flatMap(({ event, rules }) => {
        const stored = evidence.eventOf.get(event);
        return stored === undefined ? [] : rules.map((rule) => keyFor(stored, rule, channel));
      });
      return [id, new Set(keys)];
    }),
  );
}

/** A told row names the platform's message, and that message says it. */
export const told: Check = (evidence) => {
  const says = new Map(
    evidence.scenario.channels.flatMap(({ name }) => [...sayings(evidence, name)]),
  );
  return evidence.rows
    .filter(isTold)
    .filter((row) => says.get(row.message_id ?? '')?.has(keyOf(row)) !== true)
    .map((row) => `${keyOf(row)} is ${row.outcome} as ${row.message_id}, which does not say it`);
};

/** What an answered message told stands in the ledger as told. */
export const accepted: Check = ({ hits, byKey, world }) =>
  hits
    .filter(({ attempt }) => attempt.state === 'accepted')
    .filter(({ attempt, entry }) => !wasDeleted(world, attempt.channel, entry.event))
    .flatMap(({ key }) => {
      const row = byKey.get(key);
      return row === undefined || isTold(row) ? [] : [`${key} was accepted and is ${row.outcome}`];
    });

/** A muted row names a mute that was there and meant it. */
export const mutedRightly: Check = ({ world, scenario, rows }) => {
  const isRight = (row: LedgerRow): boolean => {
    const id = Number(/^mute (\d+) /.exec(row.reason ?? '')?.[1]);
    const known = world.mutes.find(({ mute }) => mute.id === id);
    if (known === undefined) return false;
    const mute = { ...known.mute, nextLeft: undefined, until: Infinity };
    const chats = [`test:${row.channel}`, `test:${row.channel}:moved`];
    if (!chats.some((chat) => hiddenBy(mute, { ...row, chat }, 0))) return false;
    const inTime = row.at >= mute.createdAt && row.at <= known.endedAt + 1;
    return inTime || scenario.steps.length > 0;
  };
  return rows
    .filter((row) => row.outcome === 'muted' && !isRight(row))
    .map((row) => `${keyOf(row)}: ${row.reason}, at ${row.at}`);
};

/** Whether any mute ever meant this: then no list has to name it. */
const wasMuted = ({ world }: Evidence, row: LedgerRow): boolean =>
  world.mutes.some(({ mute }) => {
    const scope = { is: 'everyone' } as const;
    const anywhere = { ...mute, until: Infinity, nextLeft: undefined, scope };
    return hiddenBy(anywhere, { ...row, chat: '' }, 0);
  });

/** How often each obligation stood in a list of the expired that may have arrived. */
function listCounts(
  evidence: Evidence,
  ends: readonly AttemptState[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const sure = evidence.attempts.filter(({ state }) => ends.includes(state));
  const keys = sure.flatMap(({ said, channel }) =>
    listing(said).flatMap(({ event, rules }) => {
      const stored = evidence.eventOf.get(event);
      return stored === undefined ? [] : rules.map((rule) => keyFor(stored, rule, channel));
    }),
  );
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** What expired is listed, and at most once more when that was in doubt. */
export const listed: Check = (evidence) => {
  // Nobody heard the answers to what a dead process sent.
  const counts = listCounts(evidence, ['accepted', 'unknown', 'sending']);
  // A list that is refused twice is given up like any message.
  const tried = listCounts(evidence, ['accepted', 'unknown', 'sending', 'refused']);
  // One poisoned stock spoils the list it is in.
  const poison = [...evidence.scenario.poisoned.values()].includes('never');
  const missing = evidence.rows
    .filter(({ outcome }) => outcome === 'expired' && !poison)
    .filter((row) => !tried.has(keyOf(row)) && !wasMuted(evidence, row));
  return [
    ...missing.map((row) => `${keyOf(row)} expired (${row.reason}) and is in no list`),
    ...[...counts].filter(([, n]) => n > 2).map(([key, n]) => `${key} was listed ${n} times`),
  ];
};
