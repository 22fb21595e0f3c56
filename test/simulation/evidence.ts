import type { LedgerRow, StoredEvent } from '../../src/store/obligation.ts';
import type { Shown } from './chats.ts';
import type { Attempt } from './life.ts';
import type { ChannelPlan, Scenario } from './scenario.ts';
import type { Said, SaidEntry } from './truth.ts';
import { inspect, keyOf, type World } from './world.ts';

/** The run as the checks see it: the exported ledger, the events, what was attempted and shown. */
export interface Evidence {
  readonly world: World;
  readonly scenario: Scenario;
  readonly rows: readonly LedgerRow[];
  readonly byKey: ReadonlyMap<string, LedgerRow>;
  readonly events: readonly StoredEvent[];
  readonly eventOf: ReadonlyMap<number, StoredEvent>;
  /** In the order of their T2. */
  readonly attempts: readonly Attempt[];
  /** Each event for each rule in each message that tells obligations. */
  readonly hits: readonly Hit[];
}

/** One event for one rule in one attempt. */
export interface Hit {
  readonly attempt: Attempt;
  readonly entry: SaidEntry;
  readonly rule: string;
  /** Of the obligation. */
  readonly key: string;
}

/** A promise: says what breaks it. */
export type Check = (evidence: Evidence) => readonly string[];

export const keyFor = ({ event }: StoredEvent, rule: string, channel: string): string =>
  [event.stock, event.triggerTime, event.event, rule, channel].join('/');

export const isTold = ({ outcome }: LedgerRow): boolean =>
  outcome === 'sent' || outcome === 'merged';

/** The entries of what tells obligations: no list of the expired, no release of its own. */
export function telling(said: Said | undefined): readonly SaidEntry[] {
  if (said?.is !== 'draft' || said.form === 'expired') return [];
  const apart = said.form === 'release' && said.entries.every(({ type }) => type === 'trigger');
  return apart ? [] : said.entries;
}

/** The entries of a list of the expired. */
export const listing = (said: Said | undefined): readonly SaidEntry[] =>
  said?.is === 'draft' && said.form === 'expired' ? said.entries : [];

export const shownIn = ({ world }: Evidence, channel: string): readonly Shown[] => [
  ...(world.chats.shown.get(channel)?.values() ?? []),
];

/** No crash, no spell on its platform, no step of the clock: nothing excuses a delay. */
export const isCalm = (
  { crashes, steps, poisoned, channels }: Scenario,
  { platform, movesAt }: ChannelPlan,
): boolean =>
  crashes.length + steps.length + poisoned.size === 0 &&
  movesAt === undefined &&
  channels.every((other) => other.platform !== platform || other.spells.length === 0);

function hitsOf(
  attempts: readonly Attempt[],
  eventOf: ReadonlyMap<number, StoredEvent>,
): readonly Hit[] {
  const posts = attempts.filter(({ op }) => op === 'post');
  const entries = posts.flatMap((attempt) =>
    telling(attempt.said).map((entry) => ({ attempt, entry })),
  );
  return entries.flatMap(({ attempt, entry }) => {
    const stored = eventOf.get(entry.event);
    if (stored === undefined) return [];
    return entry.rules.map((rule) => ({
      attempt,
      entry,
      rule,
      key: keyFor(stored, rule, attempt.channel),
    }));
  });
}

/** Gathers what is left of a run. */
export async function gather(world: World): Promise<Evidence> {
  const rows = await inspect(world);
  const events = (await world.store.rows.lastEvents(100_000)).toReversed();
  const eventOf = new Map(events.map((one) => [one.id, one]));
  const attempts = [...world.notes.attempts.values()];
  return {
    world,
    scenario: world.scenario,
    rows,
    byKey: new Map(rows.map((row) => [keyOf(row), row])),
    events,
    eventOf,
    attempts,
    hits: hitsOf(attempts, eventOf),
  };
}
