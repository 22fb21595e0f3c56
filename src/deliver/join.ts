import type { Draft, DraftEntry } from '../alert/draft.ts';
import { textOf } from '../alert/message.ts';
import { heed, putBack, remember, takeOff, toldAs } from './aftermath.ts';
import { entryOf } from './drafting.ts';
import type { Lane, Living } from './lane-state.ts';
import { begin, conclude, type Begun } from './ledger.ts';
import { take, type Ticket } from './limits.ts';
import { keepLiving } from './living.ts';
import type { Item, Move } from './next-move.ts';
import { screen } from './screen.ts';
import { judge } from './verdict.ts';

type Telling = Extract<Move, { readonly items: readonly Item[] }>;

/** An edit repeats freely, and what it did not tell is planned anew: no try is ever counted. */
const NO_TRIES = { ambiguous: 0, refused: 0, plain: true };

/** The draft with these events in it; further rules of an event that is in it already join there. */
function joined(draft: Draft, items: readonly Item[]): Draft {
  const entries = new Map(draft.entries.map((entry): [number, DraftEntry] => [entry.event, entry]));
  for (const item of items) {
    const entry = entryOf(item);
    const before = entries.get(item.eventId)?.rules ?? [];
    entries.set(item.eventId, { ...entry, rules: [...before, ...entry.rules] });
  }
  return { ...draft, entries: [...entries.values()] };
}

/** Whether a limit's digest is still the one of this window, and has room for one line more. */
function isOpen(lane: Lane, { draft, toldAt }: Living, items: readonly Item[]): boolean {
  const rule = items[0]?.rules[0];
  const sameRule = draft.form === 'limit' && draft.entries[0]?.rules[0]?.name === rule?.name;
  if (!sameRule || rule?.limit === undefined) return false;
  const all = [...draft.entries, ...items.map(entryOf)];
  return lane.deps.clock.now() - toldAt < rule.limit.ms && lane.fits(all) === all.length;
}

/**
 * The message in the chat that these belong into: the alert that told the same event for other
 * rules, or the digest of the same passed limit. `undefined`: they make a message of their own.
 */
export function homeOf(lane: Lane, { is, items }: Telling): Living | undefined {
  if (!lane.channel.limits.edits) return undefined;
  const [first] = items;
  const tellsSame = ({ draft }: Living): boolean =>
    draft.form === 'alert' && draft.entries[0]?.event === first?.eventId;
  return [...lane.state.living.values()].find((living) =>
    is === 'limit' ? isOpen(lane, living, items) : is === 'alert' && tellsSame(living),
  );
}

async function send(
  lane: Lane,
  living: Living,
  begun: Begun,
  ticket: Ticket,
): Promise<void> {
  const { channel, deps, state } = lane;
  const message = lane.compose(begun.draft);
  const answer = await channel.edit(living.platformId, message);
  const [now, at] = [deps.clock.elapsed(), deps.clock.now()];
  ticket.settle(now);
  const verdict = judge(answer, NO_TRIES);
  const told = answer.is === 'accepted';
  const retryAt = heed(lane, answer, verdict, now);
  const shown = { platformId: living.platformId, text: textOf(message) };
  await conclude(deps.store, begun, channel.name, verdict, at, {
    ending: told ? { outcome: toldAs(begun), reason: undefined, at } : undefined,
    release: !told,
    shown: told ? shown : undefined,
    draft: told ? begun.draft : living.draft,
    retryAt,
  });
  if (told) {
    remember(lane, begun, at);
    keepLiving(lane, { ...living, draft: begun.draft, text: shown.text });
    return;
  }
  putBack(lane, begun);
  // Gone, or refused as it would be: what comes next makes a message of its own.
  if (!verdict.backOff && verdict.down === undefined && answer.is !== 'wait') {
    state.living.delete(living.messageId);
  }
}

/** Tells events by an edit of a message that is in the chat already: T2, the request, T3. */
export async function join(lane: Lane, living: Living, items: readonly Item[]): Promise<void> {
  const { channel, deps } = lane;
  const ticket = take(deps.limits, channel.limits.edit);
  const { begun } = await begin(deps.store, {
    channel: channel.name,
    at: deps.clock.now(),
    screen: (mutes) => screen(lane, items, mutes),
    draft: (kept) => joined(living.draft, kept),
    messageId: living.messageId,
    op: 'edit',
  });
  takeOff(lane, items);
  if (begun === undefined) ticket.cancel();
  else await send(lane, living, begun, ticket);
}
