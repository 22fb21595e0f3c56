import type { RuleSet } from '../rules/rule.ts';
import type { StoredEvent } from '../store/obligation.ts';
import type { Rows, Store, StoredEpisode } from '../store/store.ts';
import type { ViEvent } from '../vi/event.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Mute } from '../vi/mute.ts';
import { byChannel, toObligation, type Decided } from './decided.ts';
import type { Begun } from './ledger.ts';
import type { Item } from './next-move.ts';
import { plan, type Circumstances, type Destination, type Planned } from './plan.ts';
import type { Told } from './told.ts';
import { unherald } from './unheralded.ts';
import { wearMutes } from './wear-mutes.ts';

/** What was heard: something happened, or an interruption is known better than before. */
export type Heard =
  | { readonly is: 'event'; readonly episode: StoredEpisode; readonly event: ViEvent }
  | {
      readonly is: 'named';
      readonly episode: StoredEpisode;
      readonly sinceLast: ViEvent['sinceLast'];
    }
  | { readonly is: 'unconfirmed'; readonly episode: StoredEpisode };

/** What accepting needs besides the events: the rules and the channels as they are now. */
export interface Planning {
  readonly rules: RuleSet;
  readonly destinations: ReadonlyMap<string, Destination>;
  readonly told: Told;
  readonly now: EpochMs;
}

/** What is on disk now and has to be told or corrected. */
export interface Accepted {
  readonly events: readonly StoredEvent[];
  readonly episodes: readonly StoredEpisode[];
  /** By channel. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
  /** The same for events that were too old when they came. */
  readonly expired: ReadonlyMap<string, readonly Item[]>;
  /** By channel, what of the items may leave at once: its attempt is on disk too. */
  readonly begun: ReadonlyMap<string, Begun>;
}

/** Begins a message of a channel's items in the same transaction, where nothing stands before it. */
export type BeginFirst = (
  rows: Rows,
  channel: string,
  items: readonly Item[],
) => Promise<Begun | undefined>;

/** What can hide this event now, given the mutes that are on disk. */
export const circumstancesOf = (
  event: ViEvent,
  mutes: readonly Mute[],
  { rules, told, now }: Planning,
): Circumstances => ({
  mutes,
  watchlists: rules.watchlistsOf(event.stock, event.name),
  standing: rules.standingMute(event),
  told,
  now,
});

/** The decisions about one event, on disk with what they end. */
async function decideAll(
  rows: Rows,
  stored: StoredEvent,
  planning: Planning,
  isNew: (decision: Planned) => boolean,
): Promise<Decided> {
  const { event } = stored;
  const mutes = await rows.openMutes();
  const by = circumstancesOf(event, mutes, planning);
  const all = plan(event, planning.rules.match(event), planning.destinations, by);
  const decisions = (await unherald(rows, event, all)).filter(isNew);
  const obligations = decisions.map((decision) => toObligation(stored, decision));
  await rows.addObligations(obligations, planning.now);
  await wearMutes(rows, event, decisions, by);
  return { stored, decisions };
}

async function takeEvent(
  rows: Rows,
  { episode, event }: Extract<Heard, { is: 'event' }>,
  planning: Planning,
): Promise<Decided | undefined> {
  const isNew = await rows.addEpisode(episode);
  const id = await rows.addEvent(episode.id, event);
  if (id === undefined) return undefined;
  if (!isNew) await rows.changeEpisode(episode.id, episode);
  return decideAll(rows, { id, episode: episode.id, event }, planning, () => true);
}

/**
 * An interruption whose venue was not known when it fired: rules that ask for the venue may match
 * now. Those that matched before are decided; what is no news any more is left.
 */
async function takeVenue(
  rows: Rows,
  { episode: { id, venue }, sinceLast }: Extract<Heard, { is: 'named' }>,
  planning: Planning,
): Promise<Decided | undefined> {
  const trigger = await rows.triggerOf(id);
  if (trigger === undefined) return undefined;
  const before = new Set((await rows.matchedOf(trigger.id)).map(({ rule }) => rule));
  const stored = { ...trigger, event: { ...trigger.event, venue, sinceLast } };
  return decideAll(
    rows,
    stored,
    planning,
    ({ rule, outcome }) => !before.has(rule.name) && outcome !== 'expired',
  );
}

async function take(rows: Rows, heard: Heard, planning: Planning): Promise<Decided | undefined> {
  if (heard.is === 'event') return takeEvent(rows, heard, planning);
  await rows.changeEpisode(heard.episode.id, heard.episode);
  return heard.is === 'named' ? takeVenue(rows, heard, planning) : undefined;
}

async function beginEach(
  rows: Rows,
  items: ReadonlyMap<string, readonly Item[]>,
  beginFirst: BeginFirst,
): Promise<ReadonlyMap<string, Begun>> {
  const all = new Map<string, Begun>();
  for (const [channel, waiting] of items) {
    const begun = await beginFirst(rows, channel, waiting);
    if (begun !== undefined) all.set(channel, begun);
  }
  return all;
}

/**
 * T1 of reliability.md: events, every rule's decision, one row for each obligation, and the attempt
 * of what may leave at once, in one transaction. What was accepted before is passed over, so a
 * repeated frame adds nothing.
 */
export const accept = (
  store: Store,
  batch: readonly Heard[],
  planning: Planning,
  beginFirst: BeginFirst,
): Promise<Accepted> =>
  store.transaction(async (rows) => {
    const taken: Decided[] = [];
    for (const heard of batch) {
      const one = await take(rows, heard, planning);
      if (one !== undefined) taken.push(one);
    }
    const items = byChannel(taken, 'waiting');
    return {
      events: taken.map(({ stored }) => stored),
      episodes: batch.map(({ episode }) => episode),
      items,
      expired: byChannel(taken, 'expired'),
      begun: await beginEach(rows, items, beginFirst),
    };
  });
