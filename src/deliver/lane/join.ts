import type { Draft, DraftEntry } from '../../alert/draft.ts';
import type { Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
import { putBack, remember, takeOff, toldAs } from './aftermath.ts';
import { entryOf } from './drafting.ts';
import { exchange, record, shownAfter, type Exchange } from './exchange.ts';
import type { Lane } from './lane-state.ts';
import type { Living } from './living-messages.ts';
import { begin, type Begun } from '../ledger.ts';
import { earliest, take, type Ticket } from '../limits.ts';
import { keepLiving, mayShow } from './living.ts';
import type { Item, Telling } from '../next-move.ts';
import { screen } from './screen.ts';
import { NO_TRIES } from '../verdict.ts';

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

/** Whether a rule's digest is still the one of this window of its limit, and has room for these. */
function isOpen(lane: Lane, { draft, toldAt }: Living, items: readonly Item[]): boolean {
  const limit = items[0]?.rules[0]?.limit;
  if (limit === undefined || lane.deps.clock.now() - toldAt >= limit.ms) return false;
  const all = [...draft.entries, ...items.map(entryOf)];
  return lane.fits(all) === all.length;
}

/** Whether an edit is lawful now: where its windows are closed, what is new need not wait for them. */
function mayEdit({ channel, deps }: Lane): boolean {
  const now = deps.clock.elapsed();
  const { edit, edits } = channel.limits;
  return edits && earliest(deps.limits, edit, 'alert', now) <= now;
}

/**
 * The message in the chat that these belong into: the alert that told the same event for other
 * rules, or the digest of the same passed limit. `undefined`: they make a message of their own.
 */
export function homeOf(lane: Lane, { is, items }: Telling): Living | undefined {
  if (!mayEdit(lane)) return undefined;
  const [first] = items;
  const { living } = lane.state;
  const tellsSame = ({ draft }: Living): boolean =>
    draft.form === 'alert' && draft.entries[0]?.event === first?.eventId;
  if (is === 'alert') return living.about(first?.episode ?? '').find(tellsSame);
  if (is !== 'limit') return undefined;
  const digests = living.ofLimit(first?.rules[0]?.name ?? '');
  return digests.find((digest) => isOpen(lane, digest, items));
}

/** Whether the message itself is why, not its chat: it is gone, or takes no more. */
const isLost = ({ answer, verdict }: Exchange): boolean =>
  answer.is !== 'wait' && answer.is !== 'moved' && !verdict.backOff && verdict.down === undefined;

async function send(lane: Lane, living: Living, begun: Begun, ticket: Ticket): Promise<void> {
  const { platformId, messageId } = living;
  const ask = (message: Message): Promise<Answer> => lane.channel.edit(platformId, message);
  const done = await exchange(lane, begun, { ticket, tries: NO_TRIES, ask });
  const { answer, text, at } = done;
  if (answer.is === 'accepted') {
    const ending = { outcome: toldAs(begun), reason: undefined, at };
    await record(lane, done, {
      ending,
      release: false,
      shown: { platformId, text },
      draft: begun.draft,
    });
    remember(lane, begun, at);
    return keepLiving(lane, { ...living, draft: begun.draft, text });
  }
  const isDoubtful = answer.is === 'ambiguous';
  await record(lane, done, {
    ending: undefined,
    release: true,
    shown: isDoubtful ? { platformId, text } : shownAfter(done, platformId),
    draft: living.draft,
  });
  putBack(lane, begun);
  // It may show what is told elsewhere in the end: then an edit takes that out again.
  if (isDoubtful) mayShow(lane, living, text);
  // What comes next makes a message of its own.
  if (isLost(done)) lane.state.living.delete(messageId);
}

/** Tells events by an edit of a message that is in the chat already: T2, the request, T3. */
export async function join(lane: Lane, living: Living, move: Telling): Promise<void> {
  const { channel, deps } = lane;
  const ticket = take(deps.limits, channel.limits.edit);
  const begun = await begin(deps.store, {
    channel: channel.name,
    at: deps.clock.now(),
    screen: (mutes) => screen(lane, move, mutes),
    draft: (kept) => joined(living.draft, kept),
    messageId: living.messageId,
    op: 'edit',
  });
  takeOff(lane, move.items);
  if (begun === undefined) ticket.cancel();
  else await send(lane, living, begun, ticket);
}
