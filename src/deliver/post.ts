import { textOf, type Message } from '../alert/message.ts';
import type { PostOptions } from '../channel/channel.ts';
import { endingOf, follow, heed, redraft, remember, takeOff } from './aftermath.ts';
import { draftOf, formOf } from './drafting.ts';
import type { Again, Lane } from './lane-state.ts';
import { keepLiving } from './living.ts';
import { begin, conclude, type Begun } from './ledger.ts';
import { take, type Ticket } from './limits.ts';
import type { Item, Move } from './next-move.ts';
import { screen, screenMutes } from './screen.ts';
import { judge, type Tries } from './verdict.ts';

const FIRST: Tries = { ambiguous: 0, refused: 0, plain: false };
/** The message in this chat that told the trigger of a release, by our number. */
const triggerMessage = (lane: Lane, { episode }: Item): number | undefined =>
  [...lane.state.living.values()].find(({ draft }) =>
    draft.entries.some(({ event }) => lane.deps.registry.episodeOf(event) === episode),
  )?.messageId;

const optionsOf = (lane: Lane, begun: Begun): PostOptions => {
  const { replyTo, plain } = begun.draft;
  const platformId = replyTo === null ? undefined : lane.state.living.get(replyTo)?.platformId;
  return {
    ...(platformId === undefined ? {} : { replyTo: platformId }),
    ...(plain ? { plain } : {}),
  };
};

/** The request itself and everything that its answer means. */
async function send(
  lane: Lane,
  begun: Begun,
  tries: Tries,
  ticket: Ticket,
): Promise<void> {
  const { channel, deps, state } = lane;
  const message: Message = lane.compose(begun.draft);
  const answer = await channel.post(message, optionsOf(lane, begun));
  const now = deps.clock.elapsed();
  const at = deps.clock.now();
  ticket.settle(now);
  state.lastPostAt = now;
  const verdict = judge(answer, tries);
  const retryAt = heed(lane, answer, verdict, now);
  const shown =
    answer.is === 'accepted' ? { platformId: answer.id, text: textOf(message) } : undefined;
  await conclude(deps.store, begun, channel.name, verdict, at, {
    ending: endingOf(begun, verdict, at),
    release: verdict.message === 'replan',
    shown,
    draft: redraft(begun, verdict).draft,
    retryAt,
  });
  if (shown !== undefined) {
    remember(lane, begun, at);
    const { messageId, draft } = begun;
    keepLiving(lane, { messageId, draft, toldAt: at, ...shown });
  }
  follow(lane, begun, tries, verdict, now);
}

/** Sends a new message about these events: T2, the request, T3. */
export async function post(
  lane: Lane,
  move: Extract<Move, { readonly items: readonly Item[] }>,
): Promise<void> {
  const { channel, deps } = lane;
  const ticket = take(deps.limits, channel.limits.post);
  const form = formOf(move);
  const look = form === 'expired' ? screenMutes : screen;
  const { begun } = await begin(deps.store, {
    channel: channel.name,
    at: deps.clock.now(),
    screen: (mutes) => look(lane, move.items, mutes),
    draft: (items) => {
      const replyTo = items[0] && triggerMessage(lane, items[0]);
      return draftOf(
        items.length === 1 && form === 'storm' ? 'alert' : form,
        items,
        deps.clock.now(),
        form === 'release' ? replyTo : undefined,
      );
    },
    messageId: undefined,
    op: 'post',
  });
  takeOff(lane, move.items);
  if (begun === undefined) ticket.cancel();
  else await send(lane, begun, FIRST, ticket);
}

/** Sends the message once more that the chat may have or has refused. */
export async function postAgain(lane: Lane, { begun: before, tries }: Again): Promise<void> {
  const { channel, deps, state } = lane;
  const ticket = take(deps.limits, channel.limits.post);
  const { begun } = await begin(deps.store, {
    channel: channel.name,
    at: deps.clock.now(),
    screen: (mutes) => screenMutes(lane, before.items, mutes),
    draft: () => before.draft,
    messageId: before.messageId,
    op: 'post',
  });
  state.again = undefined;
  if (begun === undefined) ticket.cancel();
  else await send(lane, begun, tries, ticket);
}
