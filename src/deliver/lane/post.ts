import type { Draft } from '../../alert/draft.ts';
import { endingOf, follow, redraft, remember, takeOff } from './aftermath.ts';
import { draftOf, entryOf, formOf, hushed } from './drafting.ts';
import { exchange, record, type Asking } from './exchange.ts';
import type { Again, Lane } from './lane-state.ts';
import { begin, type Beginning, type Begun } from '../ledger.ts';
import { take, type Ticket } from '../limits.ts';
import { keepLiving } from './living.ts';
import type { Item, Telling } from '../next-move.ts';
import { replyTo as replyOptions } from './reply-to.ts';
import { screen, screenMutes } from './screen.ts';
import type { Tries } from '../verdict.ts';

const FIRST: Tries = { ambiguous: 0, refused: 0, plain: false };

/** The message in this chat that told the trigger of a release, by our number. */
const triggerMessage = (lane: Lane, { episode }: Item): number | undefined =>
  lane.state.living.about(episode)[0]?.messageId;

const askFor = (lane: Lane, begun: Begun, ticket: Ticket, tries: Tries): Asking => ({
  ticket,
  tries,
  ask: (message) =>
    lane.channel.post(message, { ...replyOptions(lane, begun.draft), plain: begun.draft.plain }),
});

/** The request and everything that its answer means for the message and its events. */
async function send(lane: Lane, begun: Begun, asking: Asking): Promise<void> {
  const done = await exchange(lane, begun, asking);
  const { answer, verdict, text, now, at } = done;
  lane.state.lastPostAt = now;
  const shown = answer.is === 'accepted' ? { platformId: answer.id, text } : undefined;
  await record(lane, done, {
    ending: endingOf(begun, verdict, at),
    release: verdict.message === 'replan',
    shown,
    draft: redraft(begun, verdict).draft,
  });
  if (shown !== undefined) {
    const { messageId, draft } = begun;
    remember(lane, begun, at);
    keepLiving(lane, { messageId, draft, toldAt: at, ...shown });
  }
  follow(lane, done, asking.tries);
}

/** What a move says, drafted of the events that are left when it comes to it. */
function drafter(lane: Lane, move: Telling): (items: readonly Item[]) => Draft {
  const form = formOf(move);
  return (items) => {
    const [first] = items;
    const replyTo = form === 'release' && first ? triggerMessage(lane, first) : undefined;
    const alone = items.length === 1 && form === 'storm';
    const now = lane.deps.clock.now();
    const draft = draftOf(alone ? 'alert' : form, items, now, replyTo);
    return hushed(draft, items, lane.destination, now);
  };
}

/** T2 of a new message about these events. */
export function beginningOf(lane: Lane, move: Telling): Beginning {
  return {
    channel: lane.channel.name,
    at: lane.deps.clock.now(),
    screen: (mutes) =>
      move.is === 'expired'
        ? screenMutes(lane, move.is, move.items, mutes)
        : screen(lane, move, mutes),
    draft: drafter(lane, move),
    messageId: undefined,
    op: 'post',
  };
}

/** The request of a message that is on disk already, and T3. */
export const postBegun = (lane: Lane, begun: Begun, ticket: Ticket): Promise<void> =>
  send(lane, begun, askFor(lane, begun, ticket, FIRST));

/** Sends a new message about these events: T2, the request, T3. */
export async function post(lane: Lane, move: Telling): Promise<void> {
  const { channel, deps } = lane;
  const ticket = take(deps.limits, channel.limits.post);
  const begun = await begin(deps.store, beginningOf(lane, move));
  takeOff(lane, move.items);
  if (begun === undefined) ticket.cancel();
  else await postBegun(lane, begun, ticket);
}

/** Sends the message once more that the chat may have or has refused. */
export async function postAgain(lane: Lane, { begun: before, tries }: Again): Promise<void> {
  const { channel, deps, state } = lane;
  const ticket = take(deps.limits, channel.limits.post);
  const begun = await begin(deps.store, {
    channel: channel.name,
    at: deps.clock.now(),
    screen: (mutes) => screenMutes(lane, before.draft.form, before.items, mutes),
    // What was muted since is not said again.
    draft: (kept) => ({ ...before.draft, entries: kept.map(entryOf) }),
    messageId: before.messageId,
    op: 'post',
  });
  state.again = undefined;
  if (begun === undefined) ticket.cancel();
  else await send(lane, begun, askFor(lane, begun, ticket, tries));
}
