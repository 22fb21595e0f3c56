import type { Draft } from '../../alert/draft.ts';
import { textOf, type Message } from '../../alert/message.ts';
import type { Answer } from '../../channel/channel.ts';
import type { Mute } from '../../vi/mute.ts';
import { exchange, record, shownAfter, type Exchange } from './exchange.ts';
import type { Lane } from './lane-state.ts';
import type { Living } from './living-messages.ts';
import { beginUnowed, type Begun } from '../ledger.ts';
import { take } from '../limits.ts';
import { keepLiving } from './living.ts';
import { hiddenBy } from '../plan.ts';
import { replyTo } from './reply-to.ts';
import { NO_TRIES } from '../verdict.ts';

/** What mutes hide is looked at again after this time: they may have been ended. */
const LOOK_AGAIN_MS = 10_000;

/** Whether mutes hide everything this message is about. */
function isHidden(lane: Lane, draft: Draft, mutes: readonly Mute[]): boolean {
  const now = lane.deps.clock.now();
  return draft.entries.every(({ event: eventId, rules }) => {
    const { event } = lane.deps.registry.subject(eventId);
    const by = lane.deps.circumstances(event, mutes, now);
    return rules.every(({ name }) => hiddenBy(event, name, lane.destination.chat, by));
  });
}

const clean = (lane: Lane, living: Living): void =>
  lane.state.living.set({ ...living, dirtySince: undefined });

const postpone = (lane: Lane, living: Living): void =>
  lane.state.living.set({ ...living, dirtySince: lane.deps.clock.elapsed() + LOOK_AGAIN_MS });

/** T2 of a correction or of a release told on its own. */
const beginFor = (
  lane: Lane,
  draft: Draft,
  messageId: number | undefined,
): Promise<Begun | undefined> =>
  beginUnowed(lane.deps.store, {
    channel: lane.channel.name,
    draft,
    messageId,
    at: lane.deps.clock.now(),
    hidden: (mutes) => isHidden(lane, draft, mutes),
  });

/** An edit repeats freely: the same text twice changes nothing in the chat. */
const triesAgain = (answer: Answer): boolean =>
  ['not-sent', 'ambiguous', 'wait', 'moved', 'destination-down', 'token-down'].includes(answer.is);

/**
 * What an answer to an edit leaves to do: nothing, the same again, or the message posted anew, as a
 * reply to the one that is too old to change.
 */
function follow(lane: Lane, living: Living, { answer, text }: Exchange): void {
  const current = lane.state.living.get(living.messageId) ?? living;
  if (answer.is === 'accepted') return keepLiving(lane, { ...current, text });
  if (triesAgain(answer)) return;
  clean(lane, current);
  if (answer.is !== 'gone') return;
  const { messageId, platformId, draft } = living;
  lane.state.living.delete(messageId);
  const stays = answer.stays === true;
  if (stays) lane.state.fixed.set(messageId, platformId);
  const anew = { ...draft, silent: true, replyTo: stays ? messageId : null };
  lane.state.extras = [...lane.state.extras, anew];
}

/** Brings one message of the chat up to date: T2, the request, T3. */
export async function edit(lane: Lane, living: Living): Promise<void> {
  const { channel, deps } = lane;
  const { draft, messageId, platformId } = living;
  if (textOf(lane.compose(draft)) === living.shown) return clean(lane, living);
  const ticket = take(deps.limits, channel.limits.edit);
  const begun = await beginFor(lane, draft, messageId);
  if (begun === undefined) {
    ticket.cancel();
    return postpone(lane, lane.state.living.get(messageId) ?? living);
  }
  const ask = (message: Message): Promise<Answer> => channel.edit(platformId, message);
  const done = await exchange(lane, begun, { ticket, tries: NO_TRIES, ask });
  const shown = shownAfter(done, platformId);
  await record(lane, done, { ending: undefined, release: false, shown, draft });
  follow(lane, living, done);
}

/**
 * Tells a release in a message of its own, or all of a message that could not be edited. It is no
 * obligation: what fails is not repeated.
 */
export async function postExtra(lane: Lane, draft: Draft): Promise<void> {
  const { channel, deps, state } = lane;
  const { chat } = channel;
  const ticket = take(deps.limits, channel.limits.post);
  const drop = (): void => void (state.extras = state.extras.filter((other) => other !== draft));
  const begun = await beginFor(lane, draft, undefined);
  if (begun === undefined) {
    ticket.cancel();
    return drop();
  }
  const ask = (message: Message): Promise<Answer> => channel.post(message, replyTo(lane, draft));
  const done = await exchange(lane, begun, { ticket, tries: NO_TRIES, ask });
  const { answer, text, now } = done;
  state.lastPostAt = now;
  const shown = answer.is === 'accepted' ? { platformId: answer.id, text } : undefined;
  await record(lane, done, { ending: undefined, release: false, shown, draft });
  const isFollowed = answer.is === 'moved' && channel.chat !== chat;
  const again = answer.is === 'wait' || answer.is === 'not-sent' || isFollowed;
  if (!again) drop();
  const { messageId } = done.begun;
  if (shown !== undefined && draft.form !== 'release')
    keepLiving(lane, { messageId, draft, toldAt: done.at, ...shown });
}
