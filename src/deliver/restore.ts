import { readDraft } from '../alert/draft.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { WaitingRow } from '../store/obligation.ts';
import type { Rows, StoredMessage } from '../store/store.ts';
import { addDays, dayOf, type EpochMs } from '../vi/kst.ts';
import type { Again, Lane, LaneDeps } from './lane/lane-state.ts';
import { endGone } from './gone-channels.ts';
import { keysOf } from './ledger.ts';
import { addLiving, keepLiving, mayShow, tellsApart } from './lane/living.ts';
import type { Item } from './next-move.ts';
import { restoreWindows } from './restore-windows.ts';
import { itemsOf } from './stored-items.ts';

const HOUR_MS = 3_600_000;
/** Messages this young may still change: the longest interruption and a restart are well within. */
const LIVING_MS = 3 * HOUR_MS;
/** What expired longer ago was listed or is of no use to anybody. */
const UNLISTED_MS = 12 * HOUR_MS;

/** A message that was on its way: tried again as what the ledger knows about it says. */
async function againOf(
  rows: Rows,
  message: StoredMessage,
  items: readonly Item[],
  now: number,
): Promise<Again | undefined> {
  // It is in the chat; what it was to take in besides is told anew, and is no copy of it.
  if (message.platformId !== undefined) return undefined;
  const ambiguous = await rows.unansweredPosts(message.id);
  const draft = readDraft(message.draft);
  if (ambiguous === 0 && !draft.plain) return undefined;
  const begun = {
    messageId: message.id,
    attemptId: 0,
    items,
    draft: { ...draft, repeat: ambiguous > 0 },
  };
  return { begun, tries: { ambiguous, refused: 0, plain: draft.plain }, notBefore: now };
}

interface Found {
  readonly waiting: readonly WaitingRow[];
  readonly unlisted: readonly WaitingRow[];
  readonly messages: readonly StoredMessage[];
  /** Those that may show an edit which nobody answered. */
  readonly doubtful: ReadonlySet<number>;
}

/** The one message of this lane that a crash left in doubt; what else was bound waits afresh. */
async function restoreAgain(
  lane: Lane,
  rules: RuleSet,
  { waiting, messages }: Found,
): Promise<void> {
  const { store, clock } = lane.deps;
  const bound = waiting.filter(
    (row) => row.messageId !== undefined && row.channel === lane.channel.name,
  );
  for (const messageId of new Set(bound.map((row) => row.messageId))) {
    const message = messages.find(({ id }) => id === messageId);
    const rows = bound.filter((row) => row.messageId === messageId);
    const items = itemsOf(rows, lane.channel.name, rules);
    const again = message && (await againOf(store.rows, message, items, clock.elapsed()));
    if (again === undefined) lane.state.items = [...lane.state.items, ...items];
    else if (again.tries.ambiguous < 2) lane.state.again = again;
    else {
      const ending = {
        outcome: 'unknown',
        reason: 'stopped while repeating',
        at: clock.now(),
      } as const;
      await store.rows.settle(rows, ending);
    }
  }
}

/**
 * A digest in doubt of what had expired: its rows ended before it, so its draft says which. While
 * another message is tried again no digest was: what one of before left out is listed afresh.
 */
async function restoreDigest(
  { state, channel, deps }: Lane,
  message: StoredMessage,
): Promise<void> {
  const { form, entries } = readDraft(message.draft);
  if (state.again !== undefined) return;
  const listed = new Set(entries.map(({ event }) => event));
  const items = state.expired.filter(({ eventId }) => listed.has(eventId));
  if (message.channel !== channel.name || form !== 'expired' || items.length === 0) return;
  const { rows } = deps.store;
  const again = await againOf(rows, message, items, deps.clock.elapsed());
  if (again === undefined) return;
  state.expired = state.expired.filter(({ eventId }) => !listed.has(eventId));
  if (again.tries.ambiguous < 2) state.again = again;
  else await rows.list(keysOf(items, channel.name), message.id);
}

/** The events whose release this chat got, or may have got, in a message of its own. */
async function releasesTold({ deps, channel }: Lane, messages: Found['messages']) {
  const told = new Set<number>();
  for (const message of messages) {
    const { form, entries } = readDraft(message.draft);
    if (message.channel !== channel.name || form !== 'release') continue;
    const left = message.platformId ?? (await deps.store.rows.unansweredPosts(message.id));
    if (left !== 0) entries.forEach(({ event }) => told.add(event));
  }
  return told;
}

async function restoreLiving(lane: Lane, { messages, doubtful }: Found): Promise<void> {
  const released = await releasesTold(lane, messages);
  for (const { id, channel, platformId, shown, createdAt, draft: text } of messages) {
    if (channel !== lane.channel.name || platformId === undefined) continue;
    // What shows nothing is gone from the chat.
    if (shown === undefined || shown === '') continue;
    const draft = readDraft(text);
    if (!draft.entries.every(({ event }) => lane.deps.registry.has(event))) continue;
    const told = { messageId: id, draft, platformId, toldAt: createdAt, text: shown };
    const isOver = tellsApart(draft) && draft.entries.some(({ event }) => released.has(event));
    if (isOver) addLiving(lane, told);
    else keepLiving(lane, told);
    const living = lane.state.living.get(id);
    // It may show events that are told elsewhere now: an edit makes sure.
    if (living && doubtful.has(id)) mayShow(lane, living, '');
  }
}

async function restoreLane(lane: Lane, rules: RuleSet, found: Found): Promise<void> {
  const { state, channel } = lane;
  const free = found.waiting.filter((row) => row.messageId === undefined);
  state.items = itemsOf(free, channel.name, rules);
  state.expired = itemsOf(found.unlisted, channel.name, rules);
  await restoreLiving(lane, found);
  await restoreAgain(lane, rules, found);
  for (const message of found.messages.toReversed()) await restoreDigest(lane, message);
  state.items = state.items.toSorted((a, b) => a.eventId - b.eventId);
}

const inDoubt = async (rows: Rows, at: EpochMs): Promise<void> => {
  for (const { id } of await rows.openAttempts())
    await rows.closeAttempt(id, { state: 'unknown', at, reason: 'stopped while sending' });
};

/** Takes up where the last process stopped: what waited, what is in doubt, what still can change. */
export async function restore(
  deps: LaneDeps,
  lanes: readonly Lane[],
  rules: RuleSet,
): Promise<void> {
  const { rows } = deps.store;
  const at = deps.clock.now();
  await inDoubt(rows, at);
  const found: Found = {
    waiting: await rows.waiting(),
    unlisted: await rows.unlisted(at - UNLISTED_MS),
    messages: await rows.messagesSince(at - LIVING_MS),
    doubtful: new Set(await rows.doubtfulEdits(at - LIVING_MS)),
  };
  const drafts = found.messages.map(({ draft }) => readDraft(draft));
  const ids = drafts.flatMap(({ entries }) => entries.map(({ event }) => event));
  const told = await rows.eventsById([...new Set(ids)]);
  // All of today's, since an alert names the earlier ones of its stock.
  const today = await rows.eventsOn(dayOf(at));
  for (const stored of [...today, ...told, ...found.waiting, ...found.unlisted])
    deps.registry.addEvent(stored);
  for (const episode of await rows.episodesSince(addDays(dayOf(at), -1)))
    deps.registry.setEpisode(episode);
  for (const lane of lanes) await restoreLane(lane, rules, found);
  await restoreWindows(deps, lanes);
  await endGone(rows, found.waiting, new Set(lanes.map(({ channel }) => channel.name)), at);
}
